package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what is plugged in. */
final class FakeNetwork implements HostNetwork {
  final Set<UUID> plugged = ConcurrentHashMap.newKeySet();
  final Set<UUID> metadata = ConcurrentHashMap.newKeySet();
  final Set<UUID> refused = ConcurrentHashMap.newKeySet();

  @Override
  public String namespace() {
    return "";
  }

  @Override
  public String plug(GuestSpec.Nic nic, int ownerUid) {
    plugged.add(nic.port());
    if (refused.contains(nic.port())) {
      throw new CloudException(Kind.INTERNAL, "No tap.", "told to fail", null);
    }
    return "tap0";
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
    metadata.add(network);
    return Path.of("/run/netns/none");
  }

  @Override
  public void retainMetadata(Set<UUID> networks) {
    metadata.retainAll(networks);
  }
}
