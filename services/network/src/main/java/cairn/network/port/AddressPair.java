package cairn.network.port;

/**
 * A further address that a port may send from.
 *
 * @param ip an address or a range in CIDR form
 * @param mac the port's own when none was given
 */
public record AddressPair(String ip, String mac) {}
