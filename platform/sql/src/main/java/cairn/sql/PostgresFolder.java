package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The folder of a built-in PostgreSQL: its programs, data, socket and log. */
final class PostgresFolder {
  static final String OWNER = "cairn";
  static final String DATABASE = "cairn";
  static final String SOCKET = ".s.PGSQL.5432";

  /** The kernel takes 107 bytes for the path of a socket; the file's own name needs some. */
  private static final int SOCKET_FOLDER_MAX = 85;

  private static final long LOG_MAX = 8 << 20;

  private final Path root;

  PostgresFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  Path data() {
    return root.resolve("data");
  }

  private Path initialised() {
    return root.resolve("initialised");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** Holds off other processes that would start or stop it. */
  Closeable lock() throws IOException {
    Files.createDirectories(root);
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  void create(PostgresAccount account) throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (!Files.exists(initialised())) {
      Files.createDirectories(data());
      account.own(data());
      Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Makes the cluster when there is none; half of one, left by a crash, is thrown away. */
  void initialise(PostgresLauncher launcher, PostgresSettings settings) throws IOException {
    var done = initialised();
    if (Files.exists(done)) {
      checkVersion();
      return;
    }
    if (Files.exists(data().resolve("postmaster.opts"))) {
      throw new CloudException(
          Kind.CONFLICT, data() + " holds a PostgreSQL that this program did not make.");
    }
    try (var children = Files.newDirectoryStream(data())) {
      for (var child : children) {
        delete(child);
      }
    }
    launcher.run(
        "initdb",
        List.of(
            "-D",
            data().toString(),
            "--username=" + OWNER,
            "--auth=trust", // the socket's folder is the door
            "--locale=C",
            "--encoding=UTF8",
            settings.durable() ? "--sync-method=fsync" : "--no-sync",
            "--no-instructions"));
    Files.writeString(done, PostgresBinaries.version() + "\n");
  }

  private void checkVersion() throws IOException {
    var have = Files.readString(data().resolve("PG_VERSION")).strip();
    var want = PostgresBinaries.version().replaceFirst("\\..*", "");
    if (!have.equals(want)) {
      throw new CloudException(
          Kind.CONFLICT,
          "%s was written by PostgreSQL %s, this program brings %s: dump it there and restore it here."
              .formatted(data(), have, want));
    }
  }

  /** Its socket's folder: below, or elsewhere under a short name where the path is too long. */
  Path socketFolder(PostgresAccount account) throws IOException {
    var folder = root.resolve("socket");
    if (folder.toString().getBytes(StandardCharsets.UTF_8).length > SOCKET_FOLDER_MAX) {
      var record = root.resolve("socket-folder");
      if (Files.exists(record)) {
        var recorded = Path.of(Files.readString(record).strip());
        if (account.owns(recorded)) {
          return recorded;
        }
      }
      var parent =
          Path.of(account.switched() && Files.isWritable(Path.of("/run")) ? "/run" : "/tmp");
      folder = Files.createTempDirectory(parent, "cairn-postgres-");
      Files.writeString(record, folder + "\n");
    } else if (!Files.exists(folder)) {
      Files.createDirectory(folder);
    }
    account.own(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  List<String> arguments(PostgresSettings settings, Path socketFolder) {
    var arguments = new ArrayList<>(List.of("-D", data().toString()));
    for (var setting :
        List.of(
            "listen_addresses=",
            "unix_socket_directories=" + socketFolder,
            "unix_socket_permissions=0700",
            "port=5432",
            "max_connections=" + settings.connectionsMax(),
            "shared_buffers=" + settings.sharedBuffersMib() + "MB",
            "huge_pages=off",
            "jit=off",
            "fsync=" + (settings.durable() ? "on" : "off"),
            "full_page_writes=" + (settings.durable() ? "on" : "off"),
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_line_prefix=%m [%p] ",
            "max_worker_processes=2",
            "max_parallel_workers=0",
            "max_parallel_workers_per_gather=0",
            "max_wal_senders=0",
            "wal_level=minimal",
            "max_wal_size=256MB",
            "io_method=sync",
            "log_min_error_statement=panic",
            "log_min_messages=fatal")) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return arguments;
  }

  /** The main process of this folder's PostgreSQL, when it lives. */
  OptionalLong runningPid() {
    try (var lines = Files.lines(data().resolve("postmaster.pid"))) {
      var pid = Long.parseLong(lines.findFirst().orElse("").strip());
      // Its working folder tells it from a stranger that got the number after a crash.
      var folder = Path.of("/proc", Long.toString(pid), "cwd");
      return Files.exists(folder) && Files.isSameFile(folder, data())
          ? OptionalLong.of(pid)
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Removes a postmaster.pid whose number now belongs to another process: PostgreSQL itself would
   * take that for a running server. One whose process is gone it deals with better itself.
   */
  void forgetForeignPid() throws IOException {
    var file = data().resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    var pid = Files.readString(file).lines().findFirst().orElse("").strip();
    if (runningPid().isEmpty() && Files.exists(Path.of("/proc").resolve(pid))) {
      Files.delete(file);
    }
  }

  /** Keeps the log from growing over the years. */
  void rotateLog() throws IOException {
    if (logSize() > LOG_MAX) {
      Files.move(log(), root.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  long logSize() throws IOException {
    return Files.exists(log()) ? Files.size(log()) : 0;
  }

  /** What the log says since that size, at most a page of it. */
  String logFrom(long size) throws IOException {
    try (var channel = FileChannel.open(log(), StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(8000);
      channel.read(buffer, size);
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    }
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
