package cairn.ovn.ovsdb;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Time;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three servers of one replicated database. */
@Tag("guests")
class ClusterTest {
  private static final Map<String, List<String>> WATCHED =
      Map.of("Logical_Switch", List.of("name"));

  private final List<Process> servers = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createTempDirectory("ovn-cluster");
    var schema = "/usr/share/ovn/ovn-nb.ovsschema";
    run("ovsdb-tool", "create-cluster", file("db0"), schema, "unix:" + file("raft0"));
    servers.add(serve(0));
    for (var member = 1; member < 3; member++) {
      run(
          "ovsdb-tool",
          "join-cluster",
          file("db" + member),
          "OVN_Northbound",
          "unix:" + file("raft" + member),
          "unix:" + file("raft0"));
      servers.add(serve(member));
      awaitMember(member);
    }
  }

  /** Before it is a member, a server does not vote: with the leader gone none could be elected. */
  private void awaitMember(int member) throws IOException, InterruptedException {
    for (var attempt = 0; attempt < 300; attempt++) {
      var status =
          new ProcessBuilder(
                  "ovs-appctl", "-t", file("ctl" + member), "cluster/status", "OVN_Northbound")
              .redirectErrorStream(true)
              .start();
      var said = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (said.contains("Status: cluster member")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("server " + member + " did not join");
  }

  @AfterEach
  void stop() throws IOException {
    for (var server : servers) {
      server.destroyForcibly().onExit().join();
    }
    TestServer.delete(folder);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Process serve(int member) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                "ovsdb-server",
                "--no-chdir",
                "--unixctl=" + file("ctl" + member),
                "--remote=punix:" + file("sock" + member),
                file("db" + member))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log" + member).toFile())
            .start();
    while (process.isAlive() && !Files.exists(folder.resolve("sock" + member))) {
      Thread.sleep(10);
    }
    return process;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Ovsdb client(int... members) {
    var addresses = new ArrayList<SocketAddress>();
    for (var member : members) {
      addresses.add(Ovsdb.unix(folder.resolve("sock" + member)));
    }
    return new Ovsdb(addresses, "OVN_Northbound", WATCHED, () -> {}, Time.system());
  }

  private static void add(Ovsdb client, UUID id) {
    client.transact(List.of(Operation.insert("Logical_Switch", id, Map.of("name", Datum.of("s")))));
  }

  @Test
  void theLeaderIsFoundWhereverItStandsInTheList() {
    try (var client = client(2, 1, 0)) {
      client.awaitReady(Duration.ofSeconds(30));
      var id = UUID.randomUUID();
      add(client, id);
      assertThat(client.replica().row("Logical_Switch", id)).isPresent();
    }
  }

  @Test
  void aNewLeaderIsFollowedWhenTheOldOneDies() throws InterruptedException {
    try (var client = client(0, 1, 2)) {
      client.awaitReady(Duration.ofSeconds(30));
      var before = UUID.randomUUID();
      add(client, before);
      servers.getFirst().destroyForcibly().onExit().join();
      var after = UUID.randomUUID();
      // What was under way when the leader died is for the caller to repeat.
      for (var attempt = 0; attempt < 100; attempt++) {
        try {
          add(client, after);
          break;
        } catch (OvsdbException e) {
          Thread.sleep(100);
        }
      }
      assertThat(client.replica().row("Logical_Switch", before)).isPresent();
      assertThat(client.replica().row("Logical_Switch", after)).isPresent();
    }
  }
}
