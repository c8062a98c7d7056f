package cairn.simulation;

import cairn.agent.Resident;
import cairn.common.CloudException;
import cairn.common.Json;
import cairn.http.SocketListener;
import cairn.protocol.FromHost;
import cairn.protocol.GuestStatus;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import cairn.simulated.Behaviour;
import cairn.simulated.SimulatedHypervisor;
import cairn.simulated.SimulatedNetwork;
import cairn.testkit.FakeTime;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A host: the real agent's work on guests in memory. Its machine may lose power, its agent may be
 * killed, and its stream may break.
 */
final class Host {
  private static final Duration DIAL_EVERY = Duration.ofSeconds(2);

  private final HostInfo info;
  private final Server server;
  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final FakeTime time;
  private final SimulatedHypervisor hypervisor;
  private final SimulatedNetwork network = new SimulatedNetwork();
  private int agents;
  private boolean powered = true;
  private Object owner = "";
  private final Set<UUID> told = new LinkedHashSet<>();
  private double failures;
  private double repeated;
  private long beaten;
  private Optional<Resident> resident = Optional.empty();
  private Optional<Wire> wire = Optional.empty();

  Host(int number, Server server, Scheduler scheduler, SplittableRandom random, FakeTime time) {
    this.info =
        new HostInfo(
            new UUID(0x4000, 0x8000000000000000L + number),
            "host-" + number,
            "0.1.0",
            "simulated",
            1_000_000,
            "x86_64",
            false,
            "127.0.0.1",
            2,
            512,
            8,
            List.of());
    this.server = server;
    this.scheduler = scheduler;
    this.random = random;
    this.time = time;
    this.hypervisor = new SimulatedHypervisor(Behaviour.IDEAL.failing(_ -> failure()), time);
  }

  /** From now on so many of a hundred starts fail. */
  void failing(double share) {
    failures = share;
  }

  /** From now on that share of the reports comes twice. */
  void repeating(double share) {
    repeated = share;
  }

  private Optional<String> failure() {
    return random.nextDouble() < failures
        ? Optional.of("The simulated guest does not start.")
        : Optional.empty();
  }

  SimulatedHypervisor hypervisor() {
    return hypervisor;
  }

  /** The guests that are here, whatever they are doing. */
  List<UUID> guests() {
    return told.stream()
        .filter(guest -> hypervisor.state(guest) != GuestStatus.State.ABSENT)
        .toList();
  }

  /** The ports that are plugged in. */
  Set<UUID> plugged() {
    return network.plugged();
  }

  UUID id() {
    return info.id();
  }

  boolean connected() {
    return wire.filter(Wire::open).isPresent();
  }

  boolean powered() {
    return powered;
  }

  /** The agent's process begins; an earlier one is gone. */
  void startAgent() {
    endAgent();
    powered = true;
    owner = info.name() + " agent " + ++agents;
    var fresh =
        new Resident(
            info,
            hypervisor,
            network,
            Duration.ofSeconds(5),
            time,
            scheduler.executor(owner, info.name() + " guest"));
    resident = Optional.of(fresh);
    fresh.recover();
    scheduler.of(owner).loop(info.name() + " link", this::tend).start();
  }

  /** The agent is killed; guests run on. */
  void endAgent() {
    breakStream();
    scheduler.end(owner);
    resident = Optional.empty();
  }

  /** The machine goes off; what ran on it is not running any more. */
  void losePower() {
    endAgent();
    powered = false;
    for (var record : hypervisor.recover(_ -> {})) {
      hypervisor.kill(record.spec().server());
    }
  }

  /** The stream ends for the host; what it had sent may still come to the server. */
  void breakStream() {
    wire.ifPresent(Wire::cut);
    wire = Optional.empty();
    resident.ifPresent(Resident::disconnected);
  }

  /** A guest that runs here ends by itself. */
  void crashOne() {
    if (powered && !told.isEmpty()) {
      var guests = List.copyOf(told);
      hypervisor.crash(guests.get(random.nextInt(guests.size())));
    }
  }

  /** Dials when there is no stream, and sends what has changed. */
  private Duration tend() {
    if (!connected()) {
      dial();
      return DIAL_EVERY;
    }
    var open = wire.orElseThrow();
    var next = resident.flatMap(Resident::next);
    next.ifPresent(open::send);
    if (next.isPresent()) {
      return Duration.ZERO;
    }
    if (time.nanos() - beaten >= DIAL_EVERY.toNanos()) {
      beaten = time.nanos();
      open.send(new FromHost.Heartbeat());
    }
    return Duration.ofSeconds(1);
  }

  private void dial() {
    if (!server.lives()) {
      return;
    }
    SocketListener listener;
    try {
      listener =
          server.door().dial("/agent/v1/stream", Map.of("X-Cairn-Host-Token", Server.HOST_TOKEN));
    } catch (CloudException e) {
      return;
    }
    wire.ifPresent(Wire::abandon);
    var mine = resident.orElseThrow();
    mine.disconnected();
    var fresh =
        new Wire(
            info.name(),
            listener,
            server,
            scheduler,
            random,
            repeated,
            (message, sink) -> received(mine, Json.read(message, ToHost.class), sink));
    wire = Optional.of(fresh);
    fresh.open(() -> {
      if (wire.equals(Optional.of(fresh))) {
        wire = Optional.empty();
        mine.disconnected();
      }
    });
    mine.connected(fresh::send);
  }

  private void received(Resident mine, ToHost message, Consumer<FromHost> sink) {
    switch (message) {
      case ToHost.Wanted(var guest) -> told.add(guest.server());
      case ToHost.WantedAll(var guests) -> guests.forEach(guest -> told.add(guest.server()));
      default -> {}
    }
    mine.received(message, sink);
  }
}
