package cairn.network;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.network.Network;
import cairn.network.network.Networks;
import cairn.network.network.NewNetwork;
import cairn.network.subnet.NewSubnet;
import cairn.network.subnet.Subnets;
import cairn.network.wire.Sight;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The external network that a cloud starts with.
 *
 * @param name its name, and what its subnets' names begin with
 * @param projectId whose it is
 * @param physicalNetwork the name of the outside network that it is bridged to
 * @param cidr of IPv4
 * @param gateway the outside's own address in it
 * @param first of the addresses for routers and floating IPs
 * @param last of those
 * @param cidrSix of IPv6, if any
 * @param gatewaySix the outside's own address in that
 */
public record ExternalNetwork(
    String name,
    String projectId,
    String physicalNetwork,
    String cidr,
    String gateway,
    String first,
    String last,
    Optional<String> cidrSix,
    String gatewaySix) {

  /** What one machine has: nothing of it leaves the data plane's namespace. */
  public static ExternalNetwork usual(String projectId) {
    return new ExternalNetwork(
        "public",
        projectId,
        "public",
        "172.24.4.0/24",
        "172.24.4.1",
        "172.24.4.10",
        "172.24.4.250",
        Optional.of("2001:db8::/64"),
        "2001:db8::1");
  }

  void ensure(Transaction tx, Networks networks, Subnets subnets) {
    if (networks.externalDefault(tx).isPresent()) {
      return;
    }
    var network =
        networks.create(
            tx,
            new NewNetwork(
                projectId,
                name,
                "",
                true,
                false,
                true,
                true,
                true,
                Optional.empty(),
                Optional.of("flat"),
                Optional.of(physicalNetwork),
                Optional.empty(),
                List.of()));
    var locked = networks.get(tx, Sight.ALL, network.id().toString(), true);
    var pool = new IpRange(IpAddress.of(first), IpAddress.of(last));
    add(tx, subnets, locked, "-subnet", cidr, gateway, Optional.of(List.of(pool)));
    cidrSix.ifPresent(
        six -> add(tx, subnets, locked, "-subnet6", six, gatewaySix, Optional.empty()));
  }

  private void add(
      Transaction tx,
      Subnets subnets,
      Network network,
      String suffix,
      String range,
      String via,
      Optional<List<IpRange>> pools) {
    subnets.create(
        tx,
        network,
        new NewSubnet(
            projectId,
            name + suffix,
            "",
            Cidr.of(range),
            true,
            Optional.of(IpAddress.of(via)),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            pools,
            List.of(),
            Optional.empty()));
  }
}
