package cairn.identity.audit;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All SQL about the audit trail. */
final class AuditStore {
  private static final String COLUMNS =
      "SELECT seq, at, initiator_id, action, outcome, request_id, event, mac FROM audit_event";

  private static final String LOCK = "SELECT seq, mac FROM audit_head FOR UPDATE";

  private static final String HEAD = "SELECT seq, mac FROM audit_head";

  private static final String MOVE = "UPDATE audit_head SET seq = :seq, mac = :mac";

  private static final String INSERT =
      """
      INSERT INTO audit_event (seq, at, initiator_id, action, outcome, request_id, event, mac)
      VALUES (:seq, :at, :initiator, :action, :outcome, :request, :event, :mac)\
      """;

  private static final String PAGE =
      COLUMNS
          + """
           WHERE seq > :after AND (:initiator::text IS NULL OR initiator_id = :initiator)
             AND (:action::text IS NULL OR action = :action)
             AND (:outcome::text IS NULL OR outcome = :outcome)
             AND (:request::text IS NULL OR request_id = :request)
           ORDER BY seq LIMIT :limit\
          """;

  private static final String ALL = COLUMNS + " ORDER BY seq";

  private static final String START = "SELECT seq, mac, proof FROM audit_start";

  private static final String BEGIN =
      """
      INSERT INTO audit_start (one, seq, mac, proof) VALUES (true, :seq, :mac, :proof)
      ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, mac = excluded.mac,
                                      proof = excluded.proof\
      """;

  /** The last of those that may go: all before it are older than the time too. */
  private static final String OLD =
      """
      SELECT seq, mac FROM audit_event
       WHERE seq < coalesce((SELECT min(seq) FROM audit_event WHERE at >= :before),
                            (SELECT seq + 1 FROM audit_head))
         AND seq <= (SELECT min(seq) FROM audit_event) + :most
       ORDER BY seq DESC LIMIT 1\
      """;

  private static final String REMOVE = "DELETE FROM audit_event WHERE seq <= :seq";

  /** Where the chain begins; empty as long as nothing was removed. */
  Optional<AuditStart> start(Transaction tx) {
    return tx.sql(START).optional(row -> new AuditStart(head(row), row.bytes("proof")));
  }

  /** The last of at most so many events that are older than that; empty when there are none. */
  Optional<AuditHead> old(Transaction tx, Instant before, int most) {
    return tx.sql(OLD).bind("before", before).bind("most", most).optional(AuditStore::head);
  }

  /** Removes all up to there. */
  void begin(Transaction tx, AuditStart start) {
    tx.sql(BEGIN)
        .bind("seq", start.removed().seq())
        .bind("mac", start.removed().mac())
        .bind("proof", start.proof())
        .update();
    tx.sql(REMOVE).bind("seq", start.removed().seq()).update();
  }

  AuditHead lockHead(Transaction tx) {
    return tx.sql(LOCK).one(AuditStore::head);
  }

  AuditHead head(Transaction tx) {
    return tx.sql(HEAD).one(AuditStore::head);
  }

  void append(Transaction tx, List<AuditRecord> records) {
    var last = records.getLast();
    tx.sql(INSERT)
        .batchLater(
            records,
            (query, row) ->
                query
                    .bind("seq", row.seq())
                    .bind("at", row.at())
                    .bind("initiator", row.initiatorId())
                    .bind("action", row.action())
                    .bind("outcome", row.outcome())
                    .bind("request", row.requestId())
                    .bind("event", row.event())
                    .bind("mac", row.mac()));
    tx.sql(MOVE).bind("seq", last.seq()).bind("mac", last.mac()).later();
  }

  List<AuditRecord> page(Transaction tx, AuditQuery query) {
    return tx.sql(PAGE)
        .bind("after", query.after())
        .bind("initiator", query.initiatorId())
        .bind("action", query.action())
        .bind("outcome", query.outcome())
        .bind("request", query.requestId())
        .bind("limit", query.limit())
        .list(AuditStore::row);
  }

  /** All in their order, in constant memory. */
  void all(Transaction tx, Consumer<AuditRecord> each) {
    tx.sql(ALL).forEach(row -> each.accept(row(row)));
  }

  private static AuditHead head(Row row) {
    return new AuditHead(row.longInteger("seq"), row.bytes("mac"));
  }

  private static AuditRecord row(Row row) {
    return new AuditRecord(
        row.longInteger("seq"),
        row.instant("at"),
        row.text("initiator_id"),
        row.text("action"),
        row.text("outcome"),
        row.text("request_id"),
        row.text("event"),
        row.bytes("mac"));
  }
}
