package cairn.network.port;

/** An extra DHCP option of a port, for IP version 4 or 6. */
public record DhcpOption(String name, String value, int ipVersion) {}
