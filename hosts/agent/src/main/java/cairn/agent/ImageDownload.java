package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches one image: to a part file, checked, then renamed. Safe for many threads. */
final class ImageDownload {
  private static final System.Logger LOG = System.getLogger(ImageDownload.class.getName());
  private static final Duration PAUSE_FIRST = Duration.ofMillis(500);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

  /** About five minutes: a control plane that has died is back by then, and nothing has failed. */
  static final int TRIES_MAX = 34;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI server;
  private final String token;
  private final Time time;

  ImageDownload(HttpClient http, URI server, String token, Time time) {
    this.http = http;
    this.server = server;
    this.token = token;
    this.time = time;
  }

  /** Retries while the server cannot be reached; a refusal and wrong bytes are final. */
  void to(Path file, UUID id, String sha512, long sizeBytes)
      throws IOException, InterruptedException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    var pause = PAUSE_FIRST;
    for (var tries = 1; ; tries++) {
      try {
        once(part, id, sha512, sizeBytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (IOException e) {
        if (full(e)) {
          throw new CloudException(Kind.INTERNAL, "The host's disk is full.", e.toString(), e);
        }
        if (tries == TRIES_MAX) {
          throw e;
        }
        LOG.log(Level.INFO, () -> "image " + id + " will be asked for again", e);
      } finally {
        Files.deleteIfExists(part);
      }
      time.sleep(pause);
      pause = PAUSE_MAX.compareTo(pause.multipliedBy(2)) < 0 ? PAUSE_MAX : pause.multipliedBy(2);
    }
  }

  private void once(Path part, UUID id, String sha512, long sizeBytes)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve("/agent/v1/images/" + id))
            .header("X-Cairn-Host-Token", token)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(ANSWER_MAX)
            .build();
    var response = http.send(request, BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      if (response.statusCode() >= 500) {
        throw new IOException("the server answered " + response.statusCode());
      }
      if (response.statusCode() != 200) {
        throw new CloudException(
            Kind.NOT_FOUND,
            "The image is not to be had.",
            "GET %s answered %d".formatted(request.uri(), response.statusCode()),
            null);
      }
      check(id, sha512, copy(body, part, sizeBytes));
    }
  }

  private String copy(InputStream body, Path part, long sizeBytes) throws IOException {
    var digest = digest();
    var copied = 0L;
    var progress = new AtomicLong();
    var guard = Thread.ofVirtual().name("image-guard").start(() -> guard(body, progress));
    try (OutputStream out = Files.newOutputStream(part)) {
      var buffer = new byte[1 << 16];
      for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        copied += read;
        if (copied > sizeBytes) {
          break;
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        progress.set(copied);
      }
    } finally {
      guard.interrupt();
    }
    if (copied < sizeBytes) {
      throw new IOException("%d of %d bytes came".formatted(copied, sizeBytes));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Ends a download that has come to a halt; the client itself bounds only the wait for its start.
   */
  private void guard(InputStream body, AtomicLong progress) {
    try {
      var before = -1L;
      while (progress.get() != before) {
        before = progress.get();
        time.sleep(SILENCE_MAX);
      }
      body.close();
    } catch (InterruptedException e) {
      LOG.log(Level.TRACE, "the download has ended");
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a halted download was not closed", e);
    }
  }

  private static void check(UUID id, String wanted, String actual) {
    if (!wanted.toLowerCase(Locale.ROOT).equals(actual)) {
      throw new CloudException(
          Kind.INTERNAL,
          "The image is damaged: its checksum is wrong.",
          "image %s has sha512 %s, should have %s".formatted(id, actual, wanted),
          null);
    }
  }

  private static boolean full(IOException e) {
    return String.valueOf(e.getMessage()).contains("No space left");
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
