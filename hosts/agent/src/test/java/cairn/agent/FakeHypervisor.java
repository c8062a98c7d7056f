package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus.State;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Guests in memory; each call is noted, and any can be made to fail. */
final class FakeHypervisor implements Hypervisor {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final Set<String> failing = ConcurrentHashMap.newKeySet();
  final Map<UUID, GuestRecord> records = new ConcurrentHashMap<>();
  final Map<UUID, State> states = new ConcurrentHashMap<>();
  final Map<UUID, Set<UUID>> nics = new ConcurrentHashMap<>();
  final Map<UUID, byte[]> passwords = new ConcurrentHashMap<>();
  volatile boolean deaf;
  volatile Optional<UUID> cloud = Optional.empty();
  volatile Path vnc = Path.of("/nowhere");
  private volatile Listener listener = server -> {};

  private void call(String name) {
    calls.add(name);
    if (failing.contains(name)) {
      throw new CloudException(Kind.INTERNAL, "It cannot " + name + ".", "told to fail", null);
    }
  }

  void crash(UUID server) {
    states.put(server, State.STOPPED);
    listener.changed(server);
  }

  @Override
  public Facts facts() {
    return new Facts("fake", 1, "x86_64", false, List.of());
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
    return List.copyOf(records.values());
  }

  @Override
  public void keep(GuestRecord record) {
    records.put(record.server(), record);
    states.putIfAbsent(record.server(), State.STOPPED);
  }

  @Override
  public State state(UUID server) {
    return states.getOrDefault(server, State.ABSENT);
  }

  @Override
  public String reason(UUID server) {
    return "";
  }

  @Override
  public void prepare(GuestSpec spec, Progress progress) {
    progress.step("preparing");
    call("prepare");
  }

  @Override
  public int owner(UUID server) {
    return 7;
  }

  @Override
  public void start(GuestSpec spec, Map<UUID, String> taps) {
    call("start");
    states.put(spec.server(), State.RUNNING);
    nics.put(spec.server(), new HashSet<>(taps.keySet()));
  }

  @Override
  public void pressPower(UUID server) {
    call("pressPower");
    if (!deaf) {
      crash(server);
    }
  }

  @Override
  public void kill(UUID server) {
    call("kill");
    states.computeIfPresent(server, (id, state) -> State.STOPPED);
  }

  @Override
  public Set<UUID> nics(UUID server) {
    return Set.copyOf(nics.getOrDefault(server, Set.of()));
  }

  @Override
  public void plug(UUID server, GuestSpec.Nic nic, String tap) {
    call("plug");
    nics.computeIfAbsent(server, id -> new HashSet<>()).add(nic.port());
  }

  @Override
  public void unplug(UUID server, UUID port) {
    call("unplug");
    nics.computeIfAbsent(server, id -> new HashSet<>()).remove(port);
  }

  @Override
  public void remove(UUID server) {
    call("remove");
    records.remove(server);
    states.remove(server);
  }

  @Override
  public byte[] password(UUID server) {
    return passwords.getOrDefault(server, new byte[0]).clone();
  }

  @Override
  public void keepPassword(UUID server, byte[] password) {
    passwords.put(server, password.clone());
  }

  @Override
  public String consoleLog(UUID server, int bytesMax) {
    return "booted\n";
  }

  @Override
  public ByteChannel console(UUID server) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(vnc));
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
