package cairn.ovn.ovsdb;

import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A real ovsdb-server with an empty northbound database in a folder of its own. */
public final class TestServer implements AutoCloseable {
  private final Path folder;
  private Process process;

  public TestServer() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("ovn-ovsdb");
    run("ovsdb-tool", "create", file("nb.db"), "/usr/share/ovn/ovn-nb.ovsschema");
    start();
  }

  /** A client that watches these tables. */
  public Ovsdb client(Map<String, List<String>> watched) {
    var client =
        new Ovsdb(
            List.of(Ovsdb.unix(folder.resolve("nb.sock"))),
            "OVN_Northbound",
            watched,
            () -> {},
            Time.system());
    client.awaitReady(Duration.ofSeconds(20));
    return client;
  }

  void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                "ovsdb-server",
                "--no-chdir",
                "--unixctl=" + file("nb.ctl"),
                "--remote=punix:" + file("nb.sock"),
                file("nb.db"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nb.log").toFile())
            .start();
    while (process.isAlive() && !Files.exists(folder.resolve("nb.sock"))) {
      Thread.sleep(10);
    }
  }

  /** Kills it, as a crash would. */
  void kill() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(folder.resolve("nb.sock"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    delete(folder);
  }

  /** Removes a folder with all in it. */
  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
