package cairn.agent;

import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * The host's end of the network: taps for guests and namespaces for the metadata service, plugged
 * into the integration bridge. Every method is safe to repeat; implementations are safe for many
 * threads.
 */
public interface HostNetwork {
  /** The network namespace that guests run in; empty when it is the host's own. */
  String namespace();

  /**
   * Makes the port's tap, owned by that user id, and plugs it in.
   *
   * @return the tap's interface name in {@link #namespace}
   */
  String plug(GuestSpec.Nic nic, int ownerUid);

  /** Unplugs and removes the port's tap; nothing when there is none. */
  void unplug(UUID port);

  /** The guests' ports that are plugged in now. */
  Set<UUID> plugged();

  /**
   * Makes the namespace of a network's metadata service, with its port plugged in and
   * 169.254.169.254 on it.
   *
   * @return the namespace's file, to be entered by a listening thread
   */
  Path ensureMetadata(UUID network, GuestSpec.MetadataPort port);

  /** Removes the metadata namespace of every network but these. */
  void retainMetadata(Set<UUID> networks);
}
