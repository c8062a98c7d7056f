package cairn.agent;

import cairn.protocol.GuestSpec;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells guests about themselves at 169.254.169.254 of their networks. Implementations are safe for
 * many threads.
 */
public interface MetadataService extends AutoCloseable {
  /** Knows the guest that sends from an address of a network. */
  interface Lookup {
    Optional<GuestSpec> guest(UUID network, InetAddress address);
  }

  /** Says who asks; called once, before the first network is served. */
  void guests(Lookup lookup);

  /** Answers in that network, whose namespace is that file; safe to repeat. */
  void serve(UUID network, Path namespace);

  /** Answers no longer in any network but these. */
  void retain(Set<UUID> networks);

  @Override
  void close();

  /** One for hosts whose guests cannot ask. */
  static MetadataService none() {
    return NoMetadata.INSTANCE;
  }
}
