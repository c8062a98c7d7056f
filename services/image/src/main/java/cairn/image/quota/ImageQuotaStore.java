package cairn.image.quota;

import cairn.sql.Transaction;
import java.util.EnumMap;
import java.util.Map;

/** What projects use. */
final class ImageQuotaStore {
  /** Data on its way from the staging area to its place counts for both, as long as it takes. */
  private static final String USED =
      """
      SELECT coalesce(sum(size_bytes) FILTER (
               WHERE size_bytes > 0 AND status IN ('ACTIVE', 'DEACTIVATED', 'IMPORTING')), 0)::bigint
               / 1048576 AS image_size_total,
             coalesce(sum(size_bytes) FILTER (
               WHERE size_bytes > 0 AND status IN ('UPLOADING', 'IMPORTING')), 0)::bigint
               / 1048576 AS image_stage_total,
             count(*) AS image_count_total,
             count(*) FILTER (WHERE status IN ('SAVING', 'UPLOADING', 'IMPORTING'))
               AS image_count_uploading
        FROM image WHERE owner = :project\
      """;

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended(:project || '/image', 7)) IS NULL AS x";

  Map<ImageResource, Long> used(Transaction tx, String project) {
    return tx.sql(USED)
        .bind("project", project)
        .one(row -> {
          var used = new EnumMap<ImageResource, Long>(ImageResource.class);
          for (var resource : ImageResource.values()) {
            used.put(resource, row.longInteger(resource.wire()));
          }
          return used;
        });
  }

  /** Until the transaction ends nobody else gets this for the project. */
  void lock(Transaction tx, String project) {
    tx.sql(LOCK).bind("project", project).exists();
  }
}
