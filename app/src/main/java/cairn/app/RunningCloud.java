package cairn.app;

import cairn.common.CloudException;
import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What the other commands need to know of the process that is `up` on a data folder; kept in {@code
 * cairn.pid}.
 *
 * @param pid of the process
 * @param started its start time in clock ticks since boot ({@code /proc/PID/stat}), since pids come
 *     again
 * @param url where the API answers
 * @param namespace of the data plane; empty when there is none
 */
record RunningCloud(long pid, long started, String url, String namespace) {
  /** The API's port. */
  int port() {
    return URI.create(url).getPort();
  }

  /** Where the API answers those who are in the namespace: plain HTTP on its own loopback. */
  String urlInside() {
    return namespace.isEmpty() ? url : "http://127.0.0.1:" + port();
  }

  /** The process on that folder, if one is alive. */
  static Optional<RunningCloud> on(DataFolder data) {
    try {
      if (!Files.exists(data.pidFile())) {
        return Optional.empty();
      }
      var known = Json.read(Files.readString(data.pidFile()), RunningCloud.class);
      return startTime(known.pid()) == known.started() ? Optional.of(known) : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty(); // half written by a process that was killed: there is none
    }
  }

  /** The same, or an error that says what to do. */
  static RunningCloud required(DataFolder data) {
    return on(data)
        .orElseThrow(() ->
            new CloudException(
                CloudException.Kind.UNAVAILABLE,
                "No cloud is up on %s. Start it with: ./cairn up --data %s"
                    .formatted(data.root(), data.root())));
  }

  /** Writes down this process. */
  static void write(DataFolder data, String url, String namespace) throws IOException {
    var pid = ProcessHandle.current().pid();
    var part = data.pidFile().resolveSibling("cairn.pid.part");
    Files.writeString(part, Json.write(new RunningCloud(pid, startTime(pid), url, namespace)));
    Files.move(
        part, data.pidFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Takes the folder for this process until it ends.
   *
   * @throws CloudException CONFLICT when another process has it
   */
  static FileLock lock(DataFolder data) throws IOException {
    return lock(data, "lock");
  }

  /** The same for one part of the cloud, whose lock is a file of that name. */
  @SuppressWarnings("resource") // held open on purpose: the lock lives as long as the channel
  static FileLock lock(DataFolder data, String name) throws IOException {
    var channel =
        FileChannel.open(
            data.root().resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    }
    if (lock.isEmpty()) {
      channel.close();
      var who = on(data).map(cloud -> " by process " + cloud.pid()).orElse("");
      throw new CloudException(
          CloudException.Kind.CONFLICT,
          "The data folder %s is in use%s. See it with: ./cairn status --data %s"
              .formatted(data.root(), who, data.root()));
    }
    return lock.get();
  }

  /** Field 22 of {@code /proc/PID/stat} (proc(5)); -1 when there is no such process. */
  static long startTime(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return afterName[0].equals("Z") ? -1 : Long.parseLong(afterName[19]);
    } catch (IOException e) {
      return -1;
    }
  }
}
