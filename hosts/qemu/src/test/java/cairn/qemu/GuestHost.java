package cairn.qemu;

import cairn.agent.HostNetwork;
import cairn.agent.Hypervisor.Progress;
import cairn.agent.ImageCache;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A host with real QEMU, plain taps in a namespace of its own, and a server of images. */
final class GuestHost implements AutoCloseable {
  /** The folder of the image's files; a test's own processes are given it as well. */
  static final String IMAGE_PROPERTY = "guest.image";

  static final Path IMAGES =
      Path.of(Optional.ofNullable(System.getProperty(IMAGE_PROPERTY)).orElseThrow());
  static final Progress PROGRESS =
      new Progress() {
        @Override
        public void step(String words) {}

        @Override
        public boolean abandoned() {
          return false;
        }
      };
  private static final UUID DISK = new UUID(0xd15c, 1);
  private static final UUID KERNEL = new UUID(0xd15c, 2);
  private static final UUID RAMDISK = new UUID(0xd15c, 3);

  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  final Map<UUID, Path> files =
      new HashMap<>(
          Map.of(
              DISK, IMAGES.resolve("guest.qcow2"),
              KERNEL, IMAGES.resolve("guest.vmlinuz"),
              RAMDISK, IMAGES.resolve("guest.initrd")));
  final Taps network;
  final QemuHypervisor hypervisor;

  GuestHost(Path data, String namespace) throws IOException {
    this(QemuSettings.of(data), namespace);
  }

  GuestHost(QemuSettings settings, String namespace) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/agent/v1/images/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          var file = file(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
          exchange.sendResponseHeaders(200, Files.size(file));
          Files.copy(file, exchange.getResponseBody());
          exchange.close();
        });
    server.start();
    var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var images =
        new ImageCache(
            settings.data().resolve("images"), http, uri, "secret", 1 << 30, Time.system());
    network = new Taps(namespace);
    hypervisor = new QemuHypervisor(settings, namespace, images, Time.system());
  }

  GuestSpec spec(UUID server, boolean direct, List<GuestSpec.Nic> nics, Map<String, byte[]> docs)
      throws Exception {
    var image =
        new GuestSpec.Image(
            DISK,
            "qcow2",
            sha512(file(DISK)),
            Files.size(file(DISK)),
            direct ? Optional.of(boot(KERNEL)) : Optional.empty(),
            direct ? Optional.of(boot(RAMDISK)) : Optional.empty(),
            direct
                ? Optional.of(Files.readString(IMAGES.resolve("guest.cmdline")).strip())
                : Optional.empty());
    return new GuestSpec(
        server,
        1,
        "req-00000000-0000-4000-8000-000000000001",
        Power.RUNNING,
        0,
        false,
        "hello",
        new GuestSpec.Machine(1, 128),
        new GuestSpec.Disk(image, 1),
        nics,
        !docs.isEmpty(),
        new GuestSpec.Metadata(docs));
  }

  private Path file(UUID id) {
    return Optional.ofNullable(files.get(id)).orElseThrow();
  }

  private GuestSpec.BootFile boot(UUID id) throws Exception {
    return new GuestSpec.BootFile(id, sha512(file(id)), Files.size(file(id)));
  }

  static GuestSpec.Nic nic(int number) {
    return new GuestSpec.Nic(
        new UUID(0x21c, number),
        new UUID(0x2e7, 1),
        "fa:16:3e:00:00:%02x".formatted(number),
        1442,
        List.of("10.0.0." + number),
        Optional.empty());
  }

  private static String sha512(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public void close() {
    hypervisor.close();
    server.stop(0);
    http.close();
  }

  /** Taps that lead nowhere. */
  static final class Taps implements HostNetwork {
    private final String namespace;

    Taps(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public String namespace() {
      return namespace;
    }

    @Override
    public String plug(GuestSpec.Nic nic, int ownerUid) {
      var tap = "tap" + nic.port().getLeastSignificantBits();
      run(List.of("chmod", "666", "/dev/net/tun")); // udev's default; each tap names its owner
      unplug(nic.port());
      ip("tuntap", "add", "dev", tap, "mode", "tap", "user", Integer.toString(ownerUid));
      ip("link", "set", tap, "up");
      return tap;
    }

    @Override
    public void unplug(UUID port) {
      try {
        ip("link", "del", "tap" + port.getLeastSignificantBits());
      } catch (IllegalStateException e) {
        // there was none
      }
    }

    @Override
    public Set<UUID> plugged() {
      return Set.of();
    }

    @Override
    public Path ensureMetadata(UUID network, GuestSpec.MetadataPort port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void retainMetadata(Set<UUID> networks) {}

    private void ip(String... words) {
      var all = new ArrayList<>(List.of("ip", "-n", namespace));
      all.addAll(List.of(words));
      run(all);
    }
  }

  static void run(List<String> words) {
    try {
      Command.run(Duration.ofSeconds(20), words);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
