package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final byte[] BYTES = "the bytes of an image".getBytes(StandardCharsets.UTF_8);
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch open = new CountDownLatch(1);
  private volatile boolean abandoned;
  @TempDir Path folder;
  private HttpServer server;
  private ImageCache cache;

  private final Hypervisor.Progress progress =
      new Hypervisor.Progress() {
        @Override
        public void step(String words) {}

        @Override
        public boolean abandoned() {
          return abandoned;
        }
      };

  /** A clock that does not make a test wait for retries. */
  private static final Time HURRIED =
      new Time() {
        @Override
        public Instant now() {
          return Time.system().now();
        }

        @Override
        public long nanos() {
          return Time.system().nanos();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          if (duration.compareTo(Duration.ofSeconds(20)) > 0) {
            Thread.sleep(duration); // the guard of a halted download, not a pause between tries
          }
        }
      };

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/agent/v1/images/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("X-Cairn-Host-Token"));
          if (exchange.getRequestURI().getPath().endsWith("9")) {
            awaitOpen();
          }
          if (failures.getAndDecrement() > 0) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES);
          }
          exchange.close();
        });
    server.start();
    var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    cache = new ImageCache(folder.resolve("images"), http, uri, "secret", BYTES.length, HURRIED);
  }

  private void awaitOpen() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    open.countDown();
    server.stop(0);
    http.close();
  }

  private static GuestSpec.BootFile file(UUID id) throws Exception {
    var digest = MessageDigest.getInstance("SHA-512").digest(BYTES);
    return new GuestSpec.BootFile(id, HexFormat.of().formatHex(digest), BYTES.length);
  }

  @Test
  void fetchesOnce() throws Exception {
    failures.set(2);
    var path = cache.fetch(file(FIRST), progress);
    assertThat(Files.readAllBytes(path)).isEqualTo(BYTES);
    assertThat(cache.fetch(file(FIRST), progress)).isEqualTo(path);
    assertThat(asked).containsExactly("secret", "secret", "secret");
    assertThat(cache.folder()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void refusesWrongBytes() throws Exception {
    var wrong = new GuestSpec.BootFile(FIRST, "00", BYTES.length);
    assertThatThrownBy(() -> cache.fetch(wrong, progress))
        .isInstanceOf(CloudException.class)
        .hasMessage("The image is damaged: its checksum is wrong.");
    var shorter = new GuestSpec.BootFile(FIRST, file(FIRST).sha512(), BYTES.length - 1);
    assertThatThrownBy(() -> cache.fetch(shorter, progress))
        .hasMessage("The image is damaged: its checksum is wrong.");
    assertThat(cache.folder()).isEmptyDirectory();
  }

  @Test
  void givesUpOnAServerThatFails() throws Exception {
    failures.set(100);
    var wanted = file(FIRST);
    assertThatThrownBy(() -> cache.fetch(wanted, progress))
        .hasMessage("The image could not be fetched.");
    assertThat(asked).hasSize(ImageDownload.TRIES_MAX);
  }

  @Test
  void lettingGoOfAWaitDoesNotEndTheDownload() throws Exception {
    var slow = file(new UUID(1, 9));
    abandoned = true;
    assertThatThrownBy(() -> cache.fetch(slow, progress)).hasMessage("Something newer is wanted.");
    abandoned = false;
    open.countDown();
    assertThat(cache.fetch(slow, progress)).exists();
    assertThat(asked).hasSize(1);
  }

  @Test
  void evictsWhatIsUnusedWhenItIsTooMuch() throws Exception {
    var first = cache.fetch(file(FIRST), progress);
    cache.evict(Set.of());
    assertThat(first).exists();
    var second = cache.fetch(file(SECOND), progress);
    cache.evict(Set.of(FIRST));
    assertThat(first).exists();
    assertThat(second).doesNotExist();
  }
}
