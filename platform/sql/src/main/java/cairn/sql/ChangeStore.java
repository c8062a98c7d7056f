package cairn.sql;

/** The SQL of the change feed. */
final class ChangeStore {
  /** What the hint is sent through. */
  static final String CHANNEL = "cairn_change";

  static final String WRITE =
      """
      WITH written AS (
        INSERT INTO change (topic, key, request_id)
        SELECT topic, key, :request
          FROM unnest(:topics::text[], :keys::text[]) AS touched (topic, key)
        RETURNING seq)
      SELECT pg_notify(:channel, max(seq)::text) FROM written\
      """;

  private ChangeStore() {}
}
