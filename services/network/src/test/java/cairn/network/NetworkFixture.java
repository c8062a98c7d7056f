package cairn.network;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.address.Cidr;
import cairn.network.network.Network;
import cairn.network.network.NetworkId;
import cairn.network.network.NewNetwork;
import cairn.network.port.NewPort;
import cairn.network.port.Port;
import cairn.network.subnet.NewSubnet;
import cairn.network.subnet.Subnet;
import cairn.network.wire.Sight;
import cairn.sql.Database;
import cairn.sql.Transaction;
import cairn.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service over a database of its own, and short ways to fill it. */
public final class NetworkFixture implements AutoCloseable {
  public static final String PROJECT = "p1";

  private final TestDatabase database = TestDatabase.create("network");
  private final NetworkModule module =
      new NetworkModule(
          database.database(), Time.system(), Entropy.system(), NetworkSettings.DEFAULTS);

  public NetworkModule module() {
    return module;
  }

  public Database database() {
    return database.database();
  }

  public Network network(String name) {
    return database()
        .inTransaction(tx ->
            module
                .networks()
                .create(
                    tx,
                    new NewNetwork(
                        PROJECT,
                        name,
                        "",
                        true,
                        false,
                        false,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of())));
  }

  public Subnet subnet(NetworkId network, String cidr, boolean dhcp) {
    return subnet(network, cidr, dhcp, Optional.empty());
  }

  public Subnet subnet(NetworkId network, String cidr, boolean dhcp, Optional<String> mode) {
    return database()
        .inTransaction(tx ->
            module
                .subnets()
                .create(
                    tx,
                    module.networks().get(tx, Sight.ALL, network.toString(), true),
                    new NewSubnet(
                        PROJECT,
                        "",
                        "",
                        Cidr.of(cidr),
                        false,
                        Optional.empty(),
                        dhcp,
                        mode,
                        mode,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())));
  }

  public Port port(NetworkId network) {
    return database().inTransaction(tx -> port(tx, network));
  }

  public Port port(Transaction tx, NetworkId network) {
    return module.ports().create(tx, Sight.ALL, NewPort.on(network, PROJECT));
  }

  public void unlimited() {
    database().run(tx -> module.quotas().set(tx, PROJECT, Map.of("port", -1, "network", -1)));
  }

  @Override
  public void close() {
    database.close();
  }
}
