package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * The metadata service of a host: it listens at 169.254.169.254 in the namespace of each network. A
 * guest is known by the network and its address there, both of which port security vouches for.
 */
public final class NamespaceMetadata implements MetadataService {
  private static final System.Logger LOG = System.getLogger(NamespaceMetadata.class.getName());
  private static final InetSocketAddress ADDRESS = new InetSocketAddress("169.254.169.254", 80);
  private static final int CONNECTIONS_MAX = 64;

  private final InetSocketAddress address;
  private final Map<UUID, Listening> networks = new HashMap<>();
  private Optional<Lookup> lookup = Optional.empty();

  /**
   * @param namespace what file it is, as a namespace made anew may have the name of an old one
   */
  private record Listening(ServerSocketChannel channel, long namespace) {}

  /** One that listens in no network yet. */
  public NamespaceMetadata() {
    this(ADDRESS);
  }

  NamespaceMetadata(InetSocketAddress address) {
    this.address = address;
  }

  @Override
  public synchronized void guests(Lookup guests) {
    lookup = Optional.of(guests);
  }

  @Override
  public synchronized void serve(UUID network, Path namespace) {
    try {
      var file = (long) Files.getAttribute(namespace, "unix:ino");
      var present = networks.get(network);
      if (present != null && present.channel().isOpen() && present.namespace() == file) {
        return;
      }
      stop(network);
      var guests =
          lookup.orElseThrow(() -> new IllegalStateException("whom to answer is not said"));
      var channel = NamespaceSockets.listen(namespace, address);
      networks.put(network, new Listening(channel, file));
      Thread.ofVirtual().name("metadata-" + network).start(() -> accept(network, channel, guests));
    } catch (IOException e) {
      throw new CloudException(
          Kind.INTERNAL,
          "The metadata service of the network could not be started.",
          "%s in %s: %s, %s".formatted(address, namespace, e, e.getCause()),
          e);
    }
  }

  private static void accept(UUID network, ServerSocketChannel channel, Lookup guests) {
    var places = new Semaphore(CONNECTIONS_MAX);
    while (channel.isOpen()) {
      try {
        var connection = channel.accept();
        if (places.tryAcquire()) {
          answer(network, connection, guests, places);
        } else {
          connection.close(); // a guest that floods the service hurts its own network only
        }
      } catch (ClosedChannelException e) {
        LOG.log(Level.DEBUG, "the metadata service of {0} has ended", network);
      } catch (IOException e) {
        LOG.log(Level.WARNING, () -> "metadata service of " + network, e);
      }
    }
  }

  private static void answer(
      UUID network, SocketChannel connection, Lookup guests, Semaphore places) {
    Thread.ofVirtual()
        .name("metadata-connection")
        .start(() -> {
          try {
            new MetadataConnection(network, connection.socket(), guests).run();
          } finally {
            places.release();
          }
        });
  }

  @Override
  public synchronized void retain(Set<UUID> kept) {
    for (var network : Set.copyOf(networks.keySet())) {
      if (!kept.contains(network)) {
        stop(network);
      }
    }
  }

  private void stop(UUID network) {
    var listening = networks.remove(network);
    if (listening != null) {
      try {
        listening.channel().close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, () -> "metadata service of " + network + " not closed", e);
      }
    }
  }

  @Override
  public void close() {
    retain(Set.of());
  }
}
