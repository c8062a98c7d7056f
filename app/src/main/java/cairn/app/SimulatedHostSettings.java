package cairn.app;

import cairn.simulated.Behaviour;
import cairn.simulated.Faults;
import cairn.simulated.SimulatedHosts;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The key {@code simulated_hosts} of {@code cairn.yaml}: every key of it may be left out. What each
 * means stands in docs/operator/simulated-hosts.md.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SimulatedHostSettings(
    Optional<Integer> count,
    Optional<String> name,
    Optional<Integer> vcpus,
    Optional<Integer> memoryMib,
    Optional<Integer> diskGib,
    Optional<Latency> latency,
    Optional<Faulty> faults) {
  private static final SimulatedHosts.Size SIZE = new SimulatedHosts.Size(64, 256 << 10, 4000);
  static final SimulatedHostSettings DEFAULTS =
      new SimulatedHostSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** In thousandths of a second; at once where nothing is said. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Latency(
      Optional<Integer> diskMillis,
      Optional<Integer> startMillis,
      Optional<Integer> shutdownMillis) {}

  /** Shares between 0 and 1, and times in seconds. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Faulty(
      Optional<Double> startFails,
      Optional<Double> diskFull,
      Optional<Double> reportsTwice,
      Optional<Double> reportsLate,
      Optional<Integer> lateMillis,
      Optional<Integer> silentEverySeconds,
      Optional<Integer> silentForSeconds,
      Optional<Integer> crashEverySeconds,
      Optional<Integer> crashForSeconds) {}

  /** So many hosts as these settings have them. */
  SimulatedHosts.Plan plan(int number) {
    var size =
        new SimulatedHosts.Size(
            vcpus.orElse(SIZE.vcpus()),
            memoryMib.orElse(SIZE.memoryMib()),
            diskGib.orElse(SIZE.diskGib()));
    return new SimulatedHosts.Plan(
        number,
        name.orElse("sim"),
        VersionCommand.version(),
        size,
        latency.map(SimulatedHostSettings::behaviour).orElse(Behaviour.IDEAL),
        faults.map(SimulatedHostSettings::faults).orElse(Faults.NONE));
  }

  private static Behaviour behaviour(Latency latency) {
    return Behaviour.IDEAL.taking(
        millis(latency.diskMillis(), Duration.ZERO),
        millis(latency.startMillis(), Duration.ZERO),
        millis(latency.shutdownMillis(), Duration.ZERO));
  }

  private static Faults faults(Faulty wanted) {
    var none = Faults.NONE;
    return new Faults(
        wanted.startFails().orElse(none.startFails()),
        wanted.diskFull().orElse(none.diskFull()),
        wanted.reportsTwice().orElse(none.duplicates()),
        wanted.reportsLate().orElse(none.late()),
        millis(wanted.lateMillis(), none.lateBy()),
        seconds(wanted.silentEverySeconds(), none.silentEvery()),
        seconds(wanted.silentForSeconds(), none.silentFor()),
        seconds(wanted.crashEverySeconds(), none.crashEvery()),
        seconds(wanted.crashForSeconds(), none.crashFor()));
  }

  private static Duration millis(Optional<Integer> wanted, Duration usual) {
    return wanted.map(Duration::ofMillis).orElse(usual);
  }

  private static Duration seconds(Optional<Integer> wanted, Duration usual) {
    return wanted.map(Duration::ofSeconds).orElse(usual);
  }
}
