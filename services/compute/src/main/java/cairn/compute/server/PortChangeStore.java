package cairn.compute.server;

import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** SQL about what guests were told of their ports. */
final class PortChangeStore {
  private static final String HAVING =
      """
      SELECT id, ports_digest FROM server
       WHERE nics @> ANY(:patterns::jsonb[]) AND host_id IS NOT NULL AND deleted_at IS NULL
       ORDER BY id FOR UPDATE
      """;
  private static final String AFTER =
      """
      SELECT id, ports_digest FROM server
       WHERE (:after::uuid IS NULL OR id > :after) AND host_id IS NOT NULL AND deleted_at IS NULL
       ORDER BY id LIMIT :limit FOR UPDATE
      """;
  private static final String KEEP =
      """
      UPDATE server SET ports_digest = :digest,
             generation = generation + CASE WHEN ports_digest IS NULL THEN 0 ELSE 1 END
       WHERE id = :id
      """;

  /** A server and the digest of what its guest was told. */
  record Told(UUID server, Optional<String> digest) {}

  /** The servers that have one of those ports. */
  List<Told> having(Transaction tx, Collection<UUID> ports) {
    var patterns = ports.stream().map("[{\"port\": \"%s\"}]"::formatted).toList();
    return tx.sql(HAVING).bind("patterns", patterns).list(PortChangeStore::told);
  }

  /** Some servers, in the order of their ids. */
  List<Told> after(Transaction tx, Optional<UUID> after, int limit) {
    return tx.sql(AFTER).bind("after", after).bind("limit", limit).list(PortChangeStore::told);
  }

  private static Told told(cairn.sql.Row row) {
    return new Told(row.uuid("id"), row.optionalText("ports_digest"));
  }

  /** Writes new digests, under a new generation where there was an old one. */
  void keep(Transaction tx, Map<UUID, String> digests) {
    tx.sql(KEEP)
        .batch(
            digests.entrySet(),
            (query, entry) -> query.bind("id", entry.getKey()).bind("digest", entry.getValue()));
  }
}
