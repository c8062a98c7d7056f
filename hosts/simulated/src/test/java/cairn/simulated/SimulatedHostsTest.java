package cairn.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.agent.AgentSettings;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.protocol.FromHost;
import cairn.protocol.GuestStatus.State;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedHostsTest {
  private static final UUID SERVER = new UUID(3, 4);

  private final ServerInMemory server = new ServerInMemory();
  private Optional<SimulatedHosts> started = Optional.empty();

  @AfterEach
  void stop() {
    started.ifPresent(SimulatedHosts::close);
  }

  private SimulatedHosts start(int count, Behaviour behaviour, Faults faults) {
    var settings =
        new AgentSettings(
            URI.create("http://127.0.0.1"),
            "secret",
            2,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(100));
    var plan =
        new SimulatedHosts.Plan(
            count, "sim", "0.1", new SimulatedHosts.Size(8, 1024, 100), behaviour, faults);
    var hosts = new SimulatedHosts(plan, settings, server, Time.system(), Entropy.system());
    started = Optional.of(hosts);
    hosts.start();
    await().until(() -> hosts.connected() == count);
    return hosts;
  }

  private SimulatedHost one(Faults faults) {
    return start(1, Behaviour.IDEAL, faults).all().getFirst();
  }

  private State want(SimulatedHost host, UUID id, long generation) {
    server.say(host.info(), new ToHost.Wanted(Specs.running(id, generation)));
    await()
        .until(() -> server.settled(id).stream().anyMatch(seen -> seen.generation() == generation));
    return server.settled(id).getLast().state();
  }

  private static Faults faults(double startFails, double diskFull, double twice, double late) {
    var none = Faults.NONE;
    return new Faults(
        startFails,
        diskFull,
        twice,
        late,
        Duration.ofMillis(20),
        none.silentEvery(),
        none.silentFor(),
        none.crashEvery(),
        none.crashFor());
  }

  @Test
  void aThousandComeInTurnAndAreFoundAgain() {
    var hosts = start(1000, Behaviour.IDEAL, Faults.NONE);
    assertThat(server.hosts).hasSize(1000).containsKeys("sim-00001", "sim-01000");
    assertThat(server.diallingMost.get()).isLessThanOrEqualTo(32);
    var ids = hosts.all().stream().map(SimulatedHost::info).map(HostInfo::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    hosts.close();
    assertThat(start(1000, Behaviour.IDEAL, Faults.NONE).all())
        .extracting(host -> host.info().id())
        .isEqualTo(ids);
  }

  @Test
  void startsFailAndDisksAreFullInTheirShare() {
    var host = one(faults(1, 0, 0, 0));
    assertThat(want(host, SERVER, 1)).isEqualTo(State.FAILED);
    assertThat(server.settled(SERVER).getLast().fault()).contains("could not start");
    host.close();
    var full = one(faults(0, 1, 0, 0));
    var second = new UUID(3, 5);
    assertThat(want(full, second, 1)).isEqualTo(State.FAILED);
    assertThat(server.settled(second).getLast().fault()).isEqualTo("The host's disk is full.");
  }

  @Test
  void aGuestThatHasItsDiskStartsThoughTheDiskIsFull() {
    var host = one(Faults.NONE);
    assertThat(want(host, SERVER, 1)).isEqualTo(State.RUNNING);
    host.hypervisor().behave(Behaviour.IDEAL.diskFull());
    host.hypervisor().crash(SERVER);
    assertThat(want(host, SERVER, 2)).isEqualTo(State.RUNNING);
  }

  @Test
  void reportsComeTwice() {
    var host = one(faults(0, 0, 1, 0));
    want(host, SERVER, 1);
    await().until(() -> server.settled(SERVER).size() >= 2);
  }

  @Test
  void reportsComeLateButAllCome() {
    var host = one(faults(0, 0, 0, 0.5));
    for (var number = 0; number < 50; number++) {
      want(host, new UUID(9, number), 1);
    }
  }

  @Test
  void aLineFallsSilentAndAllIsSaidAfterwards() {
    var host = one(Faults.NONE);
    host.line().silence(Duration.ofMillis(300));
    var before = server.pings.get();
    assertThat(want(host, SERVER, 1)).isEqualTo(State.RUNNING);
    await().until(() -> server.pings.get() > before);
  }

  @Test
  void aCrashEndsGuestsAndTheHostComesBack() {
    var host = one(Faults.NONE);
    want(host, SERVER, 1);
    host.crash(Duration.ofMillis(10));
    await()
        .until(() ->
            server.heard.stream()
                .filter(FromHost.ObservedAll.class::isInstance)
                .flatMap(all -> ((FromHost.ObservedAll) all).guests().stream())
                .anyMatch(guest -> guest.state() == State.STOPPED && guest.settled()));
    await().until(host::connected);
    server.say(host.info(), new ToHost.WantedAll(List.of(Specs.running(SERVER, 1))));
    assertThat(want(host, SERVER, 2)).isEqualTo(State.RUNNING);
  }

  @Test
  void hostsCrashAndFallSilentByThemselves() {
    var none = Faults.NONE;
    var faults =
        new Faults(
            none.startFails(),
            none.diskFull(),
            none.duplicates(),
            none.late(),
            none.lateBy(),
            Duration.ofMillis(40),
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            Duration.ofMillis(10));
    start(1, Behaviour.IDEAL, faults);
    await().until(() -> server.heard.stream().filter(FromHost.Hello.class::isInstance).count() > 3);
  }
}
