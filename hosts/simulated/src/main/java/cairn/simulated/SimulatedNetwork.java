package cairn.simulated;

import cairn.agent.HostNetwork;
import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The network of a simulated host: it remembers what is plugged in. Safe for many threads. */
public final class SimulatedNetwork implements HostNetwork {
  private final Set<UUID> plugged = ConcurrentHashMap.newKeySet();

  @Override
  public String namespace() {
    return "";
  }

  @Override
  public String plug(GuestSpec.Nic nic, int ownerUid) {
    plugged.add(nic.port());
    return "tap" + nic.port().toString().substring(0, 11);
  }

  @Override
  public void unplug(UUID port) {
    plugged.remove(port);
  }

  @Override
  public Set<UUID> plugged() {
    return Set.copyOf(plugged);
  }

  @Override
  public Path ensureMetadata(UUID network, GuestSpec.MetadataPort port) {
    return Path.of("");
  }

  @Override
  public void retainMetadata(Set<UUID> networks) {}
}
