package cairn.network.info;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The SQL of tags, which are a column of each noun's table. */
final class TagStore {
  private static final String NETWORK =
      """
      UPDATE network SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;
  private static final String SUBNET =
      """
      UPDATE subnet SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;
  private static final String PORT =
      """
      UPDATE port SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;
  private static final String ROUTER =
      """
      UPDATE router SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;
  private static final String FLOATING_IP =
      """
      UPDATE floating_ip SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;
  private static final String SECURITY_GROUP =
      """
      UPDATE security_group SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String SUBNET_POOL =
      """
      UPDATE subnet_pool SET tags = :tags, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  /** Puts these tags in place of those that the noun has. */
  void replace(Transaction tx, String plural, UUID id, List<String> tags, Instant now) {
    var statement =
        switch (plural) {
          case "networks" -> NETWORK;
          case "subnets" -> SUBNET;
          case "subnetpools" -> SUBNET_POOL;
          case "ports" -> PORT;
          case "routers" -> ROUTER;
          case "floatingips" -> FLOATING_IP;
          case "security_groups" -> SECURITY_GROUP;
          default -> throw new IllegalArgumentException("no tags: " + plural);
        };
    tx.sql(statement).bind("id", id).bind("tags", tags).bind("now", now).update();
  }
}
