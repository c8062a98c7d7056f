package cairn.network.topology;

import cairn.protocol.network.NetworkDriver;
import cairn.protocol.network.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A network in the mind: each port that is bound to a host is up at once. Thread-safe. */
public final class SimulatedNetworkDriver implements NetworkDriver {
  private final List<Consumer<Set<UUID>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Set<UUID>> up = Optional.empty();

  @Override
  public void apply(Topology wanted) {
    var now =
        wanted.networks().stream()
            .flatMap(network -> network.ports().stream())
            .filter(port -> port.adminStateUp() && port.host().isPresent())
            .map(Topology.Port::id)
            .collect(Collectors.toUnmodifiableSet());
    if (!up.equals(Optional.of(now))) {
      up = Optional.of(now);
      listeners.forEach(listener -> listener.accept(now));
    }
  }

  @Override
  public void onPortsUp(Consumer<Set<UUID>> listener) {
    listeners.add(listener);
    up.ifPresent(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
