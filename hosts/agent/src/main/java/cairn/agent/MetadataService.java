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
  /** Knows who asks. Implementations are safe for many threads. */
  interface Lookup {
    /** The guest that sends from an address of a network. */
    Optional<GuestSpec> guest(UUID network, InetAddress address);

    /** The encrypted password that the guest has left for its owner; empty when it has not. */
    byte[] password(UUID server);

    /** Keeps the password; false when there is one already. */
    boolean keepPassword(UUID server, byte[] password);
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
