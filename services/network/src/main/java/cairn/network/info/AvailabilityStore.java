package cairn.network.info;

import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.sql.Transaction;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of how full networks are. */
final class AvailabilityStore {
  private static final String USAGE =
      """
      SELECT n.id AS network_id, n.name AS network_name, n.project_id, s.id AS subnet_id,
             s.name AS subnet_name, s.ip_version, s.cidr::text AS cidr,
             (SELECT count(*) FROM port_address a WHERE a.subnet_id = s.id) AS used,
             ARRAY(SELECT host(p.first_ip) || '-' || host(p.last_ip) FROM allocation_pool p
                    WHERE p.subnet_id = s.id) AS pools
        FROM network n LEFT JOIN subnet s ON s.network_id = n.id
       ORDER BY n.id, s.id\
      """;

  /** A network, with one of its subnets if it has any. */
  record Usage(UUID network, String name, String projectId, Optional<SubnetUsage> subnet) {}

  record SubnetUsage(
      UUID id, String name, int ipVersion, String cidr, BigInteger total, long used) {}

  List<Usage> all(Transaction tx) {
    return tx.sql(USAGE)
        .list(row ->
            new Usage(
                row.uuid("network_id"),
                row.text("network_name"),
                row.text("project_id"),
                row.optionalUuid("subnet_id")
                    .map(id ->
                        new SubnetUsage(
                            id,
                            row.text("subnet_name"),
                            row.integer("ip_version"),
                            row.text("cidr"),
                            total(row.texts("pools")),
                            row.longInteger("used")))));
  }

  private static BigInteger total(List<String> pools) {
    return pools.stream()
        .map(text -> {
          var dash = text.indexOf('-');
          return new IpRange(
                  IpAddress.of(text.substring(0, dash)), IpAddress.of(text.substring(dash + 1)))
              .size();
        })
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
