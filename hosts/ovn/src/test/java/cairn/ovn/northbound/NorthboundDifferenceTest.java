package cairn.ovn.northbound;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.ovn.TestTopology;
import cairn.ovn.ovsdb.Datum;
import cairn.ovn.ovsdb.Operation;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.ovn.ovsdb.TestServer;
import cairn.protocol.network.Topology;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("guests")
class NorthboundDifferenceTest {
  private static final UUID GROUP = TestTopology.id("group");

  private final TestTopology topology = new TestTopology();
  private TestServer server;
  private Ovsdb database;

  @BeforeEach
  void connect() throws Exception {
    server = new TestServer();
    database = server.client(Northbound.watched());
    topology.groups.add(TestTopology.group("group", TestTopology.tcp("ssh", 22, "0.0.0.0/0")));
    for (var i = 10; i < 110; i++) {
      topology.redPorts.add(
          TestTopology.port(
              "p" + i,
              "fa:16:3e:00:10:%02x".formatted(i),
              List.of(TestTopology.red4("10.1.0." + i)),
              GROUP));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    database.close();
    server.close();
  }

  private List<List<Operation>> difference(Topology wanted, int operationsMax) {
    return NorthboundDifference.between(
        NorthboundPlan.of(wanted, List.of("host")), database.replica(), operationsMax);
  }

  private int apply() {
    var transactions = difference(topology.build(), 50);
    transactions.forEach(database::transact);
    assertThat(difference(topology.build(), 50)).isEmpty();
    return transactions.stream().mapToInt(List::size).sum();
  }

  private int rows(Table table) {
    return database.replica().read(() -> database.replica().table(table.title()).size());
  }

  @Test
  void boundedTransactionsEndWhereNothingIsLeftToDo() {
    var transactions = difference(topology.build(), 50);
    assertThat(transactions)
        .hasSizeGreaterThan(5)
        .allSatisfy(t -> assertThat(t).hasSizeLessThan(60));
    apply();
    assertThat(rows(Table.SWITCH_PORT)).isEqualTo(100 + 1 + 1 + 5);
  }

  @Test
  void oneNewPortIsOneSmallTransaction() {
    apply();
    topology.redPorts.add(
        TestTopology.port(
            "new", "fa:16:3e:00:11:00", List.of(TestTopology.red4("10.1.0.200")), GROUP));
    var transactions = difference(topology.build(), 50);
    assertThat(transactions).hasSize(1);
    // The row, and its place in the switch, in its group and among the secured ports.
    assertThat(transactions.getFirst()).hasSize(4);
    apply();
  }

  @Test
  void aPortThatGoesTakesItsRowAlong() {
    apply();
    topology.redPorts.removeFirst();
    assertThat(apply()).isEqualTo(3);
    assertThat(rows(Table.SWITCH_PORT)).isEqualTo(99 + 1 + 1 + 5);
  }

  @Test
  void aPortMovesFromGroupToGroup() {
    apply();
    topology.groups.add(TestTopology.group("other"));
    topology.redPorts.set(
        0, TestTopology.withGroups(topology.redPorts.getFirst(), TestTopology.id("other")));
    apply();
    var other = Rows.id(Table.PORT_GROUP, AclMatch.groupName(TestTopology.id("other")));
    var port = Rows.id(Table.SWITCH_PORT, TestTopology.RED + "/" + TestTopology.id("p10"));
    var group = database.replica().row("Port_Group", other).orElseThrow();
    assertThat(group.references("ports")).containsExactly(port);
  }

  @Test
  void whatAnotherHandChangedInOurRowsIsPutRight() {
    apply();
    var row = Rows.id(Table.SWITCH, TestTopology.RED.toString());
    database.transact(
        List.of(Operation.update("Logical_Switch", row, Map.of("name", Datum.of("wrong")))));
    assertThat(apply()).isEqualTo(1);
  }

  @Test
  void rowsThatAreNotOursStay() {
    apply();
    var foreign = UUID.randomUUID();
    var port = UUID.randomUUID();
    var ours = Rows.id(Table.SWITCH, TestTopology.RED.toString());
    database.transact(
        List.of(
            Operation.insert("Logical_Switch", foreign, Map.of("name", Datum.of("foreign"))),
            Operation.insert("Logical_Switch_Port", port, Map.of("name", Datum.of("guest"))),
            Operation.add("Logical_Switch", ours, "ports", Datum.of(port))));
    assertThat(apply()).isZero();
    difference(new Topology(List.of(), List.of(), List.of()), 50).forEach(database::transact);
    assertThat(database.replica().row("Logical_Switch", foreign)).isPresent();
    assertThat(rows(Table.SWITCH)).isEqualTo(1);
    assertThat(rows(Table.ROUTER)).isZero();
    assertThat(rows(Table.DHCP_OPTIONS)).isZero();
  }
}
