package cairn.network.topology;

import cairn.network.port.PortId;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The SQL of what drivers report. */
final class StatusStore {
  /**
   * Only what changes is written; the report is joined, for a search in it is quadratic. The
   * service's own ports are up once they are there.
   */
  private static final String PORTS =
      """
      UPDATE port
         SET status = CASE WHEN up.now THEN 'ACTIVE' ELSE 'DOWN' END,
             revision = port.revision + 1, updated_at = :now
        FROM (SELECT p.id, (p.host <> '' AND r.id IS NOT NULL)
                           OR p.device_owner LIKE 'network:%' AS now
                FROM port p LEFT JOIN unnest(:up::uuid[]) AS r (id) ON r.id = p.id) AS up
       WHERE up.id = port.id
         AND port.status <> CASE WHEN up.now THEN 'ACTIVE' ELSE 'DOWN' END
      RETURNING port.id\
      """;

  private static final String FLOATING_IPS =
      """
      UPDATE floating_ip
         SET status = CASE WHEN router_id IS NULL THEN 'DOWN' ELSE 'ACTIVE' END
       WHERE status <> CASE WHEN router_id IS NULL THEN 'DOWN' ELSE 'ACTIVE' END\
      """;

  List<PortId> ports(Transaction tx, Collection<UUID> up, Instant now) {
    return tx.sql(PORTS).bind("up", up).bind("now", now).list(row -> new PortId(row.uuid("id")));
  }

  void floatingIps(Transaction tx) {
    tx.sql(FLOATING_IPS).update();
  }
}
