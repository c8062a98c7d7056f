package cairn.work;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The SQL of jobs. What is due is told by the servers' clock, leases by PostgreSQL's, since they
 * have to be judged alike by all servers.
 */
final class JobStore {
  static final String INSERT =
      """
      INSERT INTO job (id, name, subject, label, label_at, arguments, request_id, status,
                       created_at, due_at, deadline_at)
      VALUES (:id, :name, :subject, :label, :due, :arguments, :request, 'READY',
              :now, :due, :deadline)\
      """;

  static final String PICK =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM job
         WHERE status = 'READY' AND due_at <= :now AND name = ANY(:names)
           AND (lease_until IS NULL OR lease_until < clock_timestamp())
         ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      UPDATE job SET lease_token = :token, attempts = attempts + 1, hurried = false,
             lease_until = clock_timestamp() + make_interval(secs => :lease)
        FROM due WHERE job.id = due.id
      RETURNING job.id, lease_token, name, subject, label, label_at, arguments, request_id,
                attempts, last_error, deadline_at\
      """;

  static final String TAKE =
      """
      UPDATE job SET lease_token = :token, attempts = attempts + 1, hurried = false,
             lease_until = clock_timestamp() + make_interval(secs => :lease)
       WHERE id = :id AND status = 'READY'
      RETURNING id, lease_token, name, subject, label, label_at, arguments, request_id,
                attempts, last_error, deadline_at\
      """;

  static final String HOP =
      """
      UPDATE job SET label = :next, label_at = :now, due_at = :now, arguments = :arguments,
             attempts = 1, last_error = '', hurried = false
       WHERE id = :id AND lease_token = :token AND label = :label\
      """;

  static final String NAP =
      """
      UPDATE job SET due_at = CASE WHEN hurried THEN :now::timestamptz ELSE :due END, arguments = :arguments,
             attempts = 0, last_error = '', lease_token = NULL, lease_until = NULL
       WHERE id = :id AND lease_token = :token AND label = :label\
      """;

  static final String RETRY_LATER =
      """
      UPDATE job SET due_at = :due, last_error = :error, lease_token = NULL, lease_until = NULL
       WHERE id = :id AND lease_token = :token AND label = :label\
      """;

  static final String RELEASE =
      """
      UPDATE job SET attempts = greatest(attempts - 1, 0), lease_token = NULL, lease_until = NULL
       WHERE id = :id AND lease_token = :token AND label = :label\
      """;

  static final String END =
      """
      UPDATE job SET status = :status, ended_at = :now, last_error = :error,
             lease_token = NULL, lease_until = NULL
       WHERE id = :id AND lease_token = :token AND label = :label\
      """;

  static final String RENEW =
      """
      UPDATE job SET lease_until = clock_timestamp() + make_interval(secs => :lease)
       WHERE lease_token = ANY(:tokens) AND id = ANY(:ids)
      RETURNING id\
      """;

  static final String LIST =
      """
      SELECT id, name, subject, label, status, attempts, last_error, request_id, created_at,
             due_at, deadline_at
        FROM job WHERE status = :status ORDER BY created_at, id LIMIT :limit\
      """;

  static final String FIND =
      """
      SELECT id, name, subject, label, status, attempts, last_error, request_id, created_at,
             due_at, deadline_at
        FROM job WHERE id = :id\
      """;

  static final String OF_SUBJECT =
      """
      SELECT id, name, subject, label, status, attempts, last_error, request_id, created_at,
             due_at, deadline_at
        FROM job WHERE subject = :subject ORDER BY created_at, id\
      """;

  static final String REVIVE =
      """
      UPDATE job SET status = 'READY', attempts = 0, due_at = :now, label_at = :now,
             deadline_at = :deadline, ended_at = NULL
       WHERE id = :id AND status = 'DEAD'\
      """;

  /** Those that failed keep their wait: nothing says that it would go well now. */
  static final String HURRY =
      """
      UPDATE job SET hurried = true,
             due_at = CASE WHEN lease_token IS NULL AND attempts = 0
                           THEN least(due_at, :now::timestamptz) ELSE due_at END
       WHERE subject = :subject AND status = 'READY'\
      """;

  static final String COUNT = "SELECT count(*) AS n FROM job WHERE status = :status";

  static final String TRIM =
      """
      DELETE FROM job WHERE status = 'DONE' AND ended_at < :before\
      """;

  private JobStore() {}

  static void insert(
      Transaction tx,
      UUID id,
      String name,
      UUID subject,
      String label,
      JsonNode arguments,
      String requestId,
      Instant now,
      Instant due,
      Instant deadline) {
    tx.sql(INSERT)
        .bind("id", id)
        .bind("name", name)
        .bind("subject", subject)
        .bind("label", label)
        .bind("arguments", arguments)
        .bind("request", requestId)
        .bind("now", now)
        .bind("due", due)
        .bind("deadline", deadline)
        .update();
  }

  static List<LeasedJob> pick(
      Transaction tx,
      Collection<String> names,
      UUID token,
      Instant now,
      Duration lease,
      int limit) {
    return tx.sql(PICK)
        .bind("token", token)
        .bind("names", names)
        .bind("now", now)
        .bind("lease", seconds(lease))
        .bind("limit", limit)
        .list(JobStore::leased);
  }

  static Optional<LeasedJob> take(Transaction tx, UUID id, UUID token, Duration lease) {
    return tx.sql(TAKE)
        .bind("token", token)
        .bind("id", id)
        .bind("lease", seconds(lease))
        .optional(JobStore::leased);
  }

  static boolean hop(Transaction tx, LeasedJob job, String next, JsonNode arguments, Instant now) {
    return tx.sql(HOP)
            .bind("next", next)
            .bind("now", now)
            .bind("arguments", arguments)
            .bind("id", job.id())
            .bind("token", job.token())
            .bind("label", job.label())
            .update()
        == 1;
  }

  static boolean nap(Transaction tx, LeasedJob job, JsonNode arguments, Instant now, Instant due) {
    return tx.sql(NAP)
            .bind("now", now)
            .bind("due", due)
            .bind("arguments", arguments)
            .bind("id", job.id())
            .bind("token", job.token())
            .bind("label", job.label())
            .update()
        == 1;
  }

  static void retryLater(Transaction tx, LeasedJob job, String error, Instant due) {
    tx.sql(RETRY_LATER)
        .bind("due", due)
        .bind("error", error)
        .bind("id", job.id())
        .bind("token", job.token())
        .bind("label", job.label())
        .update();
  }

  static void release(Transaction tx, LeasedJob job) {
    tx.sql(RELEASE)
        .bind("id", job.id())
        .bind("token", job.token())
        .bind("label", job.label())
        .update();
  }

  static boolean end(Transaction tx, LeasedJob job, JobStatus status, String error, Instant now) {
    return tx.sql(END)
            .bind("status", status)
            .bind("now", now)
            .bind("error", error)
            .bind("id", job.id())
            .bind("token", job.token())
            .bind("label", job.label())
            .update()
        == 1;
  }

  static List<UUID> renew(
      Transaction tx, Collection<UUID> ids, Collection<UUID> tokens, Duration lease) {
    return tx.sql(RENEW)
        .bind("ids", ids)
        .bind("tokens", tokens)
        .bind("lease", seconds(lease))
        .list(row -> row.uuid("id"));
  }

  static List<JobInfo> list(Transaction tx, JobStatus status, int limit) {
    return tx.sql(LIST).bind("status", status).bind("limit", limit).list(JobStore::info);
  }

  static Optional<JobInfo> find(Transaction tx, UUID id) {
    return tx.sql(FIND).bind("id", id).optional(JobStore::info);
  }

  static List<JobInfo> ofSubject(Transaction tx, UUID subject) {
    return tx.sql(OF_SUBJECT).bind("subject", subject).list(JobStore::info);
  }

  static boolean revive(Transaction tx, UUID id, Instant now, Instant deadline) {
    return tx.sql(REVIVE).bind("id", id).bind("now", now).bind("deadline", deadline).update() == 1;
  }

  static boolean hurry(Transaction tx, UUID subject, Instant now) {
    return tx.sql(HURRY).bind("subject", subject).bind("now", now).update() > 0;
  }

  static long count(Transaction tx, JobStatus status) {
    return tx.sql(COUNT).bind("status", status).one(row -> row.longInteger("n"));
  }

  static int trim(Transaction tx, Instant before) {
    return tx.sql(TRIM).bind("before", before).update();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static LeasedJob leased(Row row) {
    return new LeasedJob(
        row.uuid("id"),
        row.uuid("lease_token"),
        row.text("name"),
        row.uuid("subject"),
        row.text("label"),
        row.instant("label_at"),
        row.json("arguments"),
        row.text("request_id"),
        row.integer("attempts"),
        row.text("last_error"),
        row.instant("deadline_at"));
  }

  private static JobInfo info(Row row) {
    return new JobInfo(
        row.uuid("id"),
        row.text("name"),
        row.uuid("subject"),
        row.text("label"),
        row.constant("status", JobStatus.class),
        row.integer("attempts"),
        row.text("last_error"),
        row.text("request_id"),
        row.instant("created_at"),
        row.instant("due_at"),
        row.instant("deadline_at"));
  }
}
