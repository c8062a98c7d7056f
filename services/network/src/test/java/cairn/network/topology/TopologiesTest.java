package cairn.network.topology;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.network.ExternalNetwork;
import cairn.network.NetworkFixture;
import cairn.network.port.NewPort;
import cairn.network.port.PortId;
import cairn.network.port.PortStatus;
import cairn.network.wire.Sight;
import cairn.protocol.network.Topology;
import cairn.sql.Database;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopologiesTest {
  private NetworkFixture fixture;

  @BeforeEach
  void start() {
    fixture = new NetworkFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private Topology read() {
    return fixture.database().read(fixture.module().topologies()::read);
  }

  @Test
  void saysWhatTheRowsSay() {
    fixture.module().ensureExternalNetwork(ExternalNetwork.usual("admin"));
    fixture.module().ensureExternalNetwork(ExternalNetwork.usual("admin"));
    var network = fixture.network("inside");
    var subnet = fixture.subnet(network.id(), "10.0.0.0/24", true);
    var six = fixture.subnet(network.id(), "fd00::/64", true, Optional.of("slaac"));
    var port =
        fixture
            .database()
            .inTransaction(tx ->
                fixture
                    .module()
                    .ports()
                    .create(
                        tx,
                        Sight.ALL,
                        NewPort.on(network.id(), NetworkFixture.PROJECT)
                            .fixedIp("10.0.0.10")
                            .device("server", "compute:nova")
                            .host("h1")));

    var topology = read();

    assertThat(topology.networks()).hasSize(2);
    var inside =
        topology.networks().stream().filter(one -> !one.external()).findFirst().orElseThrow();
    assertThat(inside.id()).isEqualTo(network.id().value());
    assertThat(inside.subnets())
        .extracting(Topology.Subnet::cidr)
        .containsExactly("10.0.0.0/24", "fd00::/64");
    assertThat(inside.metadataPort().orElseThrow().fixedIps())
        .extracting(Topology.FixedIp::subnet)
        .containsExactly(subnet.id().value());
    assertThat(inside.ports()).hasSize(1);
    var guest = inside.ports().getFirst();
    assertThat(guest.id()).isEqualTo(port.id().value());
    assertThat(guest.host()).contains("h1");
    assertThat(guest.fixedIps())
        .extracting(Topology.FixedIp::subnet)
        .containsExactly(subnet.id().value(), six.id().value());
    assertThat(guest.securityGroups()).hasSize(1);
    assertThat(topology.securityGroups())
        .filteredOn(group -> group.id().equals(guest.securityGroups().getFirst()))
        .singleElement()
        .satisfies(group -> {
          assertThat(group.name()).isEqualTo("default");
          assertThat(group.rules()).hasSize(4);
        });
    var outside =
        topology.networks().stream().filter(Topology.Network::external).findFirst().orElseThrow();
    assertThat(outside.physicalNetwork()).contains("public");
    assertThat(outside.metadataPort()).isEmpty();
  }

  @Test
  void costsTheSameWhateverItsSize() {
    fixture.unlimited();
    var empty = Database.statementsOf(this::read);
    for (var i = 0; i < 5; i++) {
      var network = fixture.network("n" + i);
      fixture.subnet(network.id(), "10.0.0.0/24", true);
      fixture.port(network.id());
      fixture.port(network.id());
    }
    assertThat(Database.statementsOf(() -> assertThat(read().networks()).hasSize(5)))
        .isEqualTo(empty);
  }

  @Test
  void aBoundPortBecomesActiveAndDownAgain() {
    var network = fixture.network("n");
    fixture.subnet(network.id(), "10.0.0.0/24", true);
    var port = fixture.port(network.id());
    var heard = new HashSet<PortId>();
    fixture.module().status().onPortChange(heard::addAll);
    var driver = new SimulatedNetworkDriver();
    var reconciler =
        new NetworkReconciler(
            fixture.database(), fixture.module().topologies(), driver, fixture.module().status());
    driver.onPortsUp(fixture.module().status()::portsUp);

    reconciler.reconcile();
    assertThat(status(port.id())).isEqualTo(PortStatus.DOWN);
    fixture.database().run(tx -> fixture.module().ports().bind(tx, port.id(), "h1"));
    reconciler.reconcile();
    assertThat(status(port.id())).isEqualTo(PortStatus.ACTIVE);
    assertThat(heard).contains(port.id());
    fixture.database().run(tx -> fixture.module().ports().unbind(tx, port.id()));
    assertThat(status(port.id())).isEqualTo(PortStatus.DOWN);
    reconciler.reconcile();
    assertThat(status(port.id())).isEqualTo(PortStatus.DOWN);
    assertThat(Set.copyOf(heard)).contains(port.id());
  }

  private PortStatus status(PortId id) {
    return fixture
        .database()
        .read(tx -> fixture.module().ports().get(tx, Sight.ALL, id.toString(), false))
        .status();
  }
}
