package cairn.simulated;

import cairn.agent.AgentSettings;
import cairn.agent.HostFacts;
import cairn.agent.Transport;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.protocol.HostInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Many hosts in one process, each with an agent and a stream of its own. They share the HTTP client
 * and its threads; a host that has nothing to do costs a few objects and a beat now and then. Safe
 * for many threads.
 */
public final class SimulatedHosts implements AutoCloseable {
  /** More do not fit in one process. */
  public static final int COUNT_MAX = 10_000;

  private static final int DIALLING_MAX = 32;

  private final List<SimulatedHost> hosts;
  private final Weather weather;

  /**
   * What each host has.
   *
   * @param vcpus processors, of which the cloud gives out a multiple
   * @param memoryMib memory
   * @param diskGib disk
   */
  public record Size(int vcpus, int memoryMib, int diskGib) {}

  /**
   * What to simulate.
   *
   * @param count how many hosts
   * @param prefix of their names; {@code sim} makes {@code sim-00001}
   * @param version that they say they are of
   * @param behaviour of all guests
   * @param faults that happen by themselves
   */
  public record Plan(
      int count, String prefix, String version, Size size, Behaviour behaviour, Faults faults) {}

  /** What all hosts share. */
  record Surroundings(AgentSettings settings, Time time, Entropy entropy) {}

  /** Hosts that have not dialled yet. */
  public SimulatedHosts(
      Plan plan, AgentSettings settings, Transport transport, Time time, Entropy entropy) {
    var surroundings = new Surroundings(settings, time, entropy);
    var paced = new PacedTransport(transport, DIALLING_MAX);
    var dice = new Dice(entropy);
    hosts =
        IntStream.rangeClosed(1, plan.count())
            .mapToObj(number ->
                new SimulatedHost(
                    info(plan, number),
                    behaviour(plan, dice),
                    new FaultyTransport(paced, plan.faults(), time, entropy),
                    surroundings))
            .toList();
    weather = new Weather(hosts, plan.faults(), time, dice);
  }

  private static Behaviour behaviour(Plan plan, Dice dice) {
    var share = plan.faults().startFails();
    var behaviour =
        plan.behaviour()
            .failing(server ->
                dice.falls(share)
                    ? Optional.of("The simulated host could not start the server.")
                    : plan.behaviour().failure().of(server));
    return dice.falls(plan.faults().diskFull()) ? behaviour.diskFull() : behaviour;
  }

  private static HostInfo info(Plan plan, int number) {
    var name = "%s-%05d".formatted(plan.prefix(), number);
    return new HostInfo(
        id(name),
        name,
        plan.version(),
        "simulated",
        1_000_000,
        HostFacts.architecture(),
        false,
        "127.0.0.1",
        plan.size().vcpus(),
        plan.size().memoryMib(),
        plan.size().diskGib(),
        List.of());
  }

  /** The same host is found again at the next start, though it keeps nothing. */
  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(("simulated host " + name).getBytes(StandardCharsets.UTF_8));
  }

  /** All dial, and dial again until they are closed. */
  public void start() {
    hosts.forEach(SimulatedHost::start);
    weather.start();
  }

  /** All, in the order of their names. */
  public List<SimulatedHost> all() {
    return hosts;
  }

  /** How many the server has welcomed. */
  public long connected() {
    return hosts.stream().filter(SimulatedHost::connected).count();
  }

  @Override
  public void close() {
    weather.close();
    hosts.forEach(SimulatedHost::close);
  }
}
