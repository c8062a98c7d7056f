package cairn.sql;

/** The SQL of the change feed. */
final class ChangeStore {
  /** What the hint is sent through. */
  static final String CHANNEL = "cairn_change";

  static final String WRITE =
      """
      INSERT INTO change (topic, key, request_id)
      SELECT topic, key, :request
        FROM unnest(:topics::text[], :keys::text[]) AS touched (topic, key)\
      """;

  /** The newest that is so old that none below it can still appear. */
  static final String SETTLED =
      """
      SELECT coalesce(max(seq), 0) AS seq FROM change
       WHERE at <= clock_timestamp() - make_interval(secs => :seconds)\
      """;

  static final String SEQS = "SELECT seq FROM change WHERE seq > :start ORDER BY seq";

  /** In two parts, for each of which the index serves. */
  static final String READ =
      """
      SELECT seq, at, topic, key, request_id FROM change WHERE seq = ANY(:holes)
      UNION ALL
      (SELECT seq, at, topic, key, request_id FROM change WHERE seq > :high
        ORDER BY seq LIMIT :limit)
       ORDER BY seq LIMIT :limit\
      """;

  /** The newest always stays, so that a reader finds where the numbering is. */
  static final String TRIM =
      """
      DELETE FROM change
       WHERE at < clock_timestamp() - make_interval(secs => :seconds)
         AND seq < (SELECT max(seq) FROM change)\
      """;

  private ChangeStore() {}
}
