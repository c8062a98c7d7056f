package cairn.ovn.ovsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("guests")
class OvsdbTest {
  private static final Map<String, List<String>> WATCHED =
      Map.of(
          "Logical_Switch",
          List.of("name", "ports", "other_config", "no_such_column"),
          "Logical_Switch_Port",
          List.of("name", "addresses", "enabled", "tag"));

  private TestServer server;
  private Ovsdb client;

  @BeforeEach
  void connect() throws Exception {
    server = new TestServer();
    client = server.client(WATCHED);
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
    server.close();
  }

  private static Operation addSwitch(UUID id, String name) {
    return Operation.insert("Logical_Switch", id, Map.of("name", Datum.of(name)));
  }

  private Row switchRow(UUID id) {
    return client.replica().row("Logical_Switch", id).orElseThrow();
  }

  @Test
  void aTransactionShowsInTheReplicaWhenItReturns() {
    for (var i = 0; i < 50; i++) {
      var id = UUID.randomUUID();
      client.transact(List.of(addSwitch(id, "s" + i)));
      assertThat(switchRow(id).text("name")).isEqualTo("s" + i);
    }
  }

  @Test
  void everyKindOfColumnComesBackAsItWasSent() {
    var id = UUID.randomUUID();
    var port = UUID.randomUUID();
    client.transact(
        List.of(
            addSwitch(id, "s"),
            Operation.insert(
                "Logical_Switch_Port",
                port,
                Map.of(
                    "name", Datum.of("p"),
                    "enabled", Datum.of(false),
                    "tag", Datum.of(7),
                    "addresses", Datum.ofAll(List.of("a", "b")))),
            Operation.add("Logical_Switch", id, "ports", Datum.of(port)),
            Operation.update(
                "Logical_Switch",
                id,
                Map.of("other_config", Datum.ofMap(Map.of("x", "1", "y", "2"))))));
    var row = client.replica().row("Logical_Switch_Port", port).orElseThrow();
    assertThat(row.texts("addresses")).containsExactlyInAnyOrder("a", "b");
    assertThat(row.column("enabled")).isEqualTo(Datum.of(false));
    assertThat(row.number("tag")).contains(7L);
    assertThat(switchRow(id).references("ports")).containsExactly(port);
    assertThat(switchRow(id).entry("other_config", "y")).contains("2");
  }

  @Test
  void differencesOfSetsMapsAndOptionalsAreApplied() {
    var id = UUID.randomUUID();
    var port = UUID.randomUUID();
    client.transact(
        List.of(
            addSwitch(id, "s"),
            Operation.insert(
                "Logical_Switch_Port",
                port,
                Map.of(
                    "name", Datum.of("p"),
                    "tag", Datum.of(7),
                    "addresses", Datum.ofAll(List.of("a", "b")))),
            Operation.add("Logical_Switch", id, "ports", Datum.of(port)),
            Operation.add(
                "Logical_Switch", id, "other_config", Datum.ofMap(Map.of("x", "1", "y", "2")))));
    client.transact(
        List.of(
            Operation.update(
                "Logical_Switch_Port",
                port,
                Map.of("addresses", Datum.ofAll(List.of("b", "c", "d")), "tag", Datum.empty())),
            Operation.update(
                "Logical_Switch",
                id,
                Map.of("other_config", Datum.ofMap(Map.of("x", "3", "z", "4"))))));
    var row = client.replica().row("Logical_Switch_Port", port).orElseThrow();
    assertThat(row.texts("addresses")).isEqualTo(Set.of("b", "c", "d"));
    assertThat(row.number("tag")).isEmpty();
    assertThat(switchRow(id).column("other_config"))
        .isEqualTo(Datum.ofMap(Map.of("x", "3", "z", "4")));
    client.transact(List.of(Operation.remove("Logical_Switch", id, "ports", Datum.of(port))));
    assertThat(client.replica().row("Logical_Switch_Port", port)).isEmpty();
  }

  @Test
  void aRefusalNamesItsReasonAndChangesNothing() {
    var id = UUID.randomUUID();
    assertThatThrownBy(() ->
            client.transact(
                List.of(
                    addSwitch(id, "s"),
                    Operation.insert("No_Such_Table", UUID.randomUUID(), Map.of()))))
        .isInstanceOfSatisfying(
            OvsdbException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(CloudException.Kind.INTERNAL);
              assertThat(e.detail()).contains("No_Such_Table");
            });
    assertThat(client.replica().row("Logical_Switch", id)).isEmpty();
  }

  @Test
  void aBrokenConstraintIsSeenThoughItIsFoundAtTheCommit() {
    var id = UUID.randomUUID();
    client.transact(List.of(addSwitch(id, "s")));
    var dangling = Operation.add("Logical_Switch", id, "ports", Datum.of(UUID.randomUUID()));
    assertThatThrownBy(() -> client.transact(List.of(dangling)))
        .isInstanceOfSatisfying(
            OvsdbException.class, e -> assertThat(e.detail()).contains("referential integrity"));
  }

  @Test
  void aRequirementThatDoesNotHoldStopsTheTransaction() {
    var id = UUID.randomUUID();
    client.transact(List.of(addSwitch(id, "s")));
    var stale = Operation.require("Logical_Switch", id, "name", Datum.of("t"));
    assertThatThrownBy(
            () -> client.transact(List.of(stale, Operation.delete("Logical_Switch", id))))
        .isInstanceOf(OvsdbException.class);
    assertThat(switchRow(id).text("name")).isEqualTo("s");
  }

  @Test
  void transactionsArePipelinedInOrder() {
    var id = UUID.randomUUID();
    client.transact(List.of(addSwitch(id, "s")));
    var pending = new ArrayList<CompletableFuture<Integer>>();
    for (var i = 0; i < 500; i++) {
      pending.add(
          client.submit(
              List.of(Operation.update("Logical_Switch", id, Map.of("name", Datum.of("s" + i))))));
    }
    pending.forEach(CompletableFuture::join);
    assertThat(switchRow(id).text("name")).isEqualTo("s499");
  }

  @Test
  void afterARestartOfTheServerTheReplicaIsRightAgain() throws Exception {
    var id = UUID.randomUUID();
    client.transact(List.of(addSwitch(id, "before")));
    server.kill();
    server.start();
    try (var other = server.client(WATCHED)) {
      other.transact(
          List.of(Operation.update("Logical_Switch", id, Map.of("name", Datum.of("after")))));
    }
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!switchRow(id).text("name").equals("after") && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(switchRow(id).text("name")).isEqualTo("after");
    client.transact(List.of(Operation.delete("Logical_Switch", id)));
  }

  @Test
  void aServerThatIsNotThereIsAClearError() {
    try (var lost =
        new Ovsdb(
            List.of(Ovsdb.unix(Path.of("/tmp/ovn-no-such-socket"))),
            "OVN_Northbound",
            WATCHED,
            () -> {},
            Time.system())) {
      assertThatThrownBy(() -> lost.awaitReady(Duration.ofMillis(300)))
          .isInstanceOfSatisfying(
              OvsdbException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(CloudException.Kind.UNAVAILABLE);
                assertThat(e.detail()).contains("/tmp/ovn-no-such-socket");
              });
    }
  }
}
