package cairn.simulated;

import cairn.agent.GuestRecord;
import cairn.agent.HostFacts;
import cairn.agent.Hypervisor;
import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus.State;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Guests in memory only. They outlive the agent as real ones do: give the same hypervisor to the
 * next agent. Safe for many threads.
 */
public final class SimulatedHypervisor implements Hypervisor {
  /** Of several lines, for programs that ask for the last few. */
  private static final String CONSOLE_LOG =
      """
      This guest is simulated.
      It has no disk, no kernel and no console,
      and nobody can log in to it;
      but it starts and stops as others do.
      """;

  private final Time time;
  private final Map<UUID, SimulatedGuest> guests = new ConcurrentHashMap<>();
  private volatile Behaviour behaviour;
  private volatile Optional<UUID> cloud = Optional.empty();
  private volatile Listener listener = server -> {};

  /** A host without guests. */
  public SimulatedHypervisor(Behaviour behaviour, Time time) {
    this.behaviour = behaviour;
    this.time = time;
  }

  /** Changes how guests behave from now on. */
  public void behave(Behaviour newBehaviour) {
    behaviour = newBehaviour;
  }

  /** Lets a guest end by itself. */
  public void crash(UUID server) {
    change(server, guest -> guest.with(State.STOPPED));
    listener.changed(server);
  }

  /** The host loses its power: no guest runs any more, and nobody is told. */
  public void losePower() {
    guests.replaceAll((server, guest) -> guest.with(State.STOPPED).with(Set.of()));
  }

  /** How many guests run. */
  public long running() {
    return guests.values().stream().filter(guest -> guest.state() == State.RUNNING).count();
  }

  @Override
  public Facts facts() {
    return new Facts("simulated", 1_000_000, HostFacts.architecture(), false, List.of());
  }

  @Override
  public Optional<UUID> cloud() {
    return cloud;
  }

  @Override
  public void belongTo(UUID newCloud) {
    cloud = Optional.of(newCloud);
  }

  @Override
  public List<GuestRecord> recover(Listener newListener) {
    listener = newListener;
    return guests.values().stream().map(SimulatedGuest::record).toList();
  }

  @Override
  public void keep(GuestRecord record) {
    guests.compute(
        record.spec().server(),
        (server, guest) ->
            guest == null
                ? new SimulatedGuest(record, State.STOPPED, Set.of(), false)
                : guest.with(record));
  }

  @Override
  public State state(UUID server) {
    var guest = guests.get(server);
    return guest == null ? State.ABSENT : guest.state();
  }

  @Override
  public String reason(UUID server) {
    return "";
  }

  @Override
  public void prepare(GuestSpec spec, Progress progress) {
    var guest = guests.get(spec.server());
    if (guest != null && guest.disk()) {
      return;
    }
    progress.step("making the disk");
    pause(behaviour.prepare());
    refuse(behaviour.disk(), spec);
    change(spec.server(), SimulatedGuest::withDisk);
  }

  @Override
  public int owner(UUID server) {
    return 0;
  }

  @Override
  public void start(GuestSpec spec, Map<UUID, String> taps) {
    pause(behaviour.start());
    refuse(behaviour.failure(), spec);
    change(spec.server(), guest -> guest.with(State.RUNNING).with(taps.keySet()));
  }

  private static void refuse(Behaviour.Failure failure, GuestSpec spec) {
    var sentence = failure.of(spec.server());
    if (sentence.isPresent()) {
      throw new CloudException(Kind.INTERNAL, sentence.get(), "simulated", null);
    }
  }

  @Override
  public void pressPower(UUID server) {
    var delay = behaviour.shutdown();
    if (delay.isZero()) {
      crash(server);
    } else {
      Thread.startVirtualThread(() -> {
        pause(delay);
        crash(server);
      });
    }
  }

  @Override
  public void kill(UUID server) {
    change(server, guest -> guest.with(State.STOPPED).with(Set.of()));
  }

  @Override
  public Set<UUID> nics(UUID server) {
    var guest = guests.get(server);
    return guest == null ? Set.of() : guest.nics();
  }

  @Override
  public void plug(UUID server, GuestSpec.Nic nic, String tap) {
    var nics = new HashSet<>(nics(server));
    nics.add(nic.port());
    change(server, guest -> guest.with(nics));
  }

  @Override
  public void unplug(UUID server, UUID port) {
    var nics = new HashSet<>(nics(server));
    nics.remove(port);
    change(server, guest -> guest.with(nics));
  }

  @Override
  public void remove(UUID server) {
    guests.remove(server);
  }

  @Override
  public byte[] password(UUID server) {
    return new byte[0];
  }

  @Override
  public void keepPassword(UUID server, byte[] password) {
    // nobody runs in there who could have one
  }

  @Override
  public String consoleLog(UUID server, int bytesMax) {
    return state(server) == State.ABSENT ? "" : CONSOLE_LOG;
  }

  @Override
  public ByteChannel console(UUID server) throws IOException {
    throw new IOException("a simulated guest has no console");
  }

  @Override
  public void close() {
    listener = server -> {};
  }

  private void change(UUID server, UnaryOperator<SimulatedGuest> change) {
    guests.computeIfPresent(server, (id, guest) -> change.apply(guest));
  }

  private void pause(Duration duration) {
    if (duration.isZero()) {
      return;
    }
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(Kind.UNAVAILABLE, "The host is being shut down.", "", e);
    }
  }
}
