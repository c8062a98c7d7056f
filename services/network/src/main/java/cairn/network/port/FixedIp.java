package cairn.network.port;

import cairn.network.subnet.SubnetId;

/** An address of a port, with the subnet that it is of. */
public record FixedIp(SubnetId subnet, String address) {}
