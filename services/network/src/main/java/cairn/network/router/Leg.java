package cairn.network.router;

import cairn.network.address.Cidr;
import cairn.network.network.NetworkId;
import cairn.network.port.PortId;
import cairn.network.subnet.SubnetId;

/** A router's address in a subnet. */
record Leg(
    PortId port, NetworkId network, boolean gateway, SubnetId subnet, String address, Cidr cidr) {}
