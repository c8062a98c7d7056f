package cairn.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the checks read of a machine; a fake one stands in tests. */
interface Host {
  boolean exists(String path);

  /** A file's text; empty when it cannot be read. */
  Optional<String> read(String path);

  /** What a program prints on its standard output; empty when it is not there or fails. */
  Optional<String> run(List<String> command);

  /** Free bytes where that path lies, or will lie. */
  long freeBytes(Path path);

  /** Whether somebody listens on that port of the loopback. */
  boolean listening(int port);

  /** This machine. */
  static Host local() {
    return new LocalHost();
  }

  /** This machine. */
  final class LocalHost implements Host {
    private static final long SECONDS_MAX = 10;

    @Override
    public boolean exists(String path) {
      return Files.exists(Path.of(path));
    }

    @Override
    public Optional<String> read(String path) {
      try {
        return Optional.of(Files.readString(Path.of(path)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<String> run(List<String> command) {
      try {
        var process =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var output =
            new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0
            ? Optional.of(output)
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    @Override
    public long freeBytes(Path path) {
      for (var at = path.toAbsolutePath(); at != null; at = at.getParent()) {
        if (Files.exists(at)) {
          return at.toFile().getUsableSpace();
        }
      }
      return 0;
    }

    @Override
    public boolean listening(int port) {
      try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    }
  }
}
