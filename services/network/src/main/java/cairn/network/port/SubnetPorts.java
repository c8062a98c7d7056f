package cairn.network.port;

import cairn.network.network.Networks;
import cairn.network.subnet.Subnet;
import cairn.network.subnet.SubnetWatcher;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.Transaction;
import java.util.List;

/**
 * What a subnet does to its network's ports: one of IPv4 with DHCP has an address of the network's
 * metadata port, and one with automatic addresses gives each port there is the one that it will
 * take anyway.
 */
final class SubnetPorts implements SubnetWatcher {
  private final Ports ports;
  private final PortStore store;
  private final Networks networks;
  private final Addresses addresses;

  SubnetPorts(Ports ports, PortStore store, Networks networks, Addresses addresses) {
    this.ports = ports;
    this.store = store;
    this.networks = networks;
    this.addresses = addresses;
  }

  @Override
  public void changed(Transaction tx, Subnet subnet) {
    if (subnet.ipVersion() == 4) {
      metadata(tx, subnet);
    } else if (subnet.automatic()) {
      for (var port : store.withoutAddress(tx, subnet.networkId(), subnet.id())) {
        addresses.take(tx, port.id(), subnet, 1, port.mac().eui64(subnet.cidr()));
      }
    }
  }

  private void metadata(Transaction tx, Subnet subnet) {
    var known = store.metadata(tx, subnet.networkId());
    if (known.isEmpty()) {
      if (subnet.dhcp()) {
        create(tx, subnet);
      }
      return;
    }
    var port = ports.get(tx, Sight.ALL, known.get().toString(), true);
    var has = port.fixedIps().stream().filter(ip -> ip.subnet().equals(subnet.id())).toList();
    if (subnet.dhcp() && has.isEmpty()) {
      takeFirst(tx, port.id(), subnet, port.fixedIps().size());
    } else if (!subnet.dhcp()) {
      has.forEach(address -> addresses.giveBack(tx, port.id(), address));
    }
  }

  private void create(Transaction tx, Subnet subnet) {
    var network = networks.get(tx, Sight.ALL, subnet.networkId().toString(), true);
    if (store.metadata(tx, network.id()).isPresent()) {
      metadata(tx, subnet);
      return;
    }
    ports.create(
        tx,
        Sight.ALL,
        NewPort.on(network.id(), network.projectId())
            .device("ovnmeta-" + network.id(), DeviceOwner.DISTRIBUTED)
            .fixedIps(List.of(FixedIpWish.of(subnet.id()))));
  }

  private void takeFirst(Transaction tx, PortId port, Subnet subnet, int place) {
    if (addresses.takeFirst(tx, port, subnet, place).isEmpty()) {
      throw NetworkErrors.conflict(
          "IpAddressGenerationFailure",
          "No more IP addresses available on network %s.".formatted(subnet.networkId()));
    }
  }
}
