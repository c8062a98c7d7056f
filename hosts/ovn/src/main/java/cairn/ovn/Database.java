package cairn.ovn;

import cairn.common.CloudException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A database file with the server that serves it on a Unix socket. */
final class Database {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  private final Path file;
  private final Path schema;
  private final Daemon server;
  private final Commands commands = new Commands(List.of(), Map.of());

  Database(RunFolder folder, Namespace namespace, String name, Path schema) {
    this.file = folder.databases().resolve(name + ".db");
    this.schema = schema;
    this.server =
        new Daemon(
            folder,
            namespace,
            name,
            "ovsdb-server",
            "--remote=punix:" + folder.socket(name),
            file.toString());
  }

  Daemon server() {
    return server;
  }

  /** Forgets all content: for a database that told of what is not there any more. */
  void discard() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server; a file that it cannot read is put aside, since all in it is derived. */
  void start() {
    try {
      prepare();
      server.start();
    } catch (CloudException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} is made anew: {1}", file, e.detail());
      putAside();
      prepare();
      server.start();
    }
  }

  private void prepare() {
    if (!Files.exists(file)) {
      commands.run("ovsdb-tool", "create", file.toString(), schema.toString());
      return;
    }
    var answer = commands.run("ovsdb-tool", "needs-conversion", file.toString(), schema.toString());
    if (answer.strip().equals("yes")) {
      commands.run("ovsdb-tool", "convert", file.toString(), schema.toString());
    }
  }

  private void putAside() {
    try {
      if (Files.exists(file)) {
        var aside = file.resolveSibling(file.getFileName() + ".broken");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
