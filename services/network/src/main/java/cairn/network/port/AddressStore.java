package cairn.network.port;

import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.subnet.SubnetId;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of giving addresses. What gives is the insertion: two transactions that want the same
 * address meet at the primary key, and the later one finds it taken.
 */
final class AddressStore {
  /** The first of some candidates that nobody has; none when all are taken. */
  private static final String TAKE =
      """
      INSERT INTO port_address (port_id, subnet_id, address, place)
      SELECT :port, :subnet, candidate::inet, :place
        FROM unnest(:candidates::text[]) WITH ORDINALITY AS wanted (candidate, rank)
       WHERE NOT EXISTS (SELECT 1 FROM port_address taken
                          WHERE taken.subnet_id = :subnet AND taken.address = candidate::inet)
       ORDER BY rank
       LIMIT 1
      ON CONFLICT ON CONSTRAINT port_address_once DO NOTHING
      RETURNING host(address) AS address\
      """;

  private static final String TAKEN =
      """
      SELECT host(address) AS address FROM port_address
       WHERE subnet_id = :subnet AND address BETWEEN :first::inet AND :last::inet
       ORDER BY port_address.address
       LIMIT :limit\
      """;

  private static final String GIVE_BACK =
      "DELETE FROM port_address WHERE port_id = :port AND subnet_id = :subnet AND address = :address::inet";

  private static final String PLACE =
      """
      UPDATE port_address SET place = :place
       WHERE subnet_id = :subnet AND address = :address::inet AND port_id = :port\
      """;

  Optional<IpAddress> take(
      Transaction tx, PortId port, SubnetId subnet, int place, List<IpAddress> candidates) {
    return tx.sql(TAKE)
        .bind("port", port)
        .bind("subnet", subnet)
        .bind("place", place)
        .bind("candidates", candidates.stream().map(IpAddress::toString).toList())
        .optional(row -> IpAddress.of(row.text("address")));
  }

  /** The taken addresses of a range, in order, at most so many. */
  List<IpAddress> taken(Transaction tx, SubnetId subnet, IpRange range, int limit) {
    return tx.sql(TAKEN)
        .bind("subnet", subnet)
        .bind("first", range.first().toString())
        .bind("last", range.last().toString())
        .bind("limit", limit)
        .list(row -> IpAddress.of(row.text("address")));
  }

  void giveBack(Transaction tx, PortId port, FixedIp address) {
    tx.sql(GIVE_BACK)
        .bind("port", port)
        .bind("subnet", address.subnet())
        .bind("address", address.address())
        .update();
  }

  void place(Transaction tx, PortId port, FixedIp address, int place) {
    tx.sql(PLACE)
        .bind("port", port)
        .bind("subnet", address.subnet())
        .bind("address", address.address())
        .bind("place", place)
        .update();
  }
}
