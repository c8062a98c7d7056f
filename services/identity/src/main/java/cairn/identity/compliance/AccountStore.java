package cairn.identity.compliance;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** All SQL about passwords: the present one, those before, and wrong ones. */
final class AccountStore {
  /** A user as far as the rules about passwords need them. */
  record Account(
      String id,
      Optional<String> hash,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      boolean selfChosen,
      JsonNode options,
      int failedLogins,
      Optional<Instant> failedAt,
      Optional<LocalDate> activeOn) {}

  private static final String ACCOUNT =
      """
      SELECT id, password_hash, password_created_at, password_expires_at, password_self_chosen,
             options, failed_logins, failed_at,
             coalesce(last_active_on, (created_at AT TIME ZONE 'UTC')::date)::text AS active_on
        FROM user_account WHERE id = :id\
      """;

  private static final String LOCKED =
      "SELECT password_hash FROM user_account WHERE id = :id FOR UPDATE";

  private static final String FAILED =
      """
      UPDATE user_account
         SET failed_at = :now,
             failed_logins = 1 + CASE WHEN failed_at <= :forgotten THEN 0 ELSE failed_logins END
       WHERE id = :id\
      """;

  private static final String SUCCEEDED =
      """
      UPDATE user_account SET failed_logins = 0, failed_at = NULL, last_active_on = :today::date
       WHERE id = :id
         AND (failed_logins > 0 OR last_active_on IS DISTINCT FROM :today::date)\
      """;

  /** A first password voids nothing: a token may be asked for in that very microsecond. */
  private static final String SET =
      """
      UPDATE user_account
         SET password_hash = :hash, password_created_at = :now,
             password_expires_at = :expires::timestamptz, password_self_chosen = :selfChosen,
             tokens_since = CASE WHEN password_hash IS NULL THEN tokens_since ELSE :now END
       WHERE id = :id\
      """;

  private static final String REMEMBER =
      """
      INSERT INTO password_history (user_id, number, password_hash)
      SELECT :id, coalesce(max(number), 0) + 1, :hash FROM password_history WHERE user_id = :id\
      """;

  private static final String FORGET =
      """
      DELETE FROM password_history
       WHERE user_id = :id
         AND number <= (SELECT max(number) FROM password_history WHERE user_id = :id) - :kept\
      """;

  private static final String HISTORY =
      """
      SELECT password_hash FROM password_history WHERE user_id = :id
       ORDER BY number DESC LIMIT :count\
      """;

  Optional<Account> account(Transaction tx, String id) {
    return tx.sql(ACCOUNT).bind("id", id).optional(AccountStore::account);
  }

  /** The present hash, which stays so until the transaction ends. */
  Optional<String> lock(Transaction tx, String id) {
    return tx.sql(LOCKED)
        .bind("id", id)
        .optional(row -> row.optionalText("password_hash"))
        .flatMap(hash -> hash);
  }

  /** One more wrong password; those before that time do not count any more. */
  void failed(Transaction tx, String id, Instant now, Instant forgotten) {
    tx.sql(FAILED).bind("id", id).bind("now", now).bind("forgotten", forgotten).update();
  }

  /** Writes only when something changes, so that most logins write nothing. */
  void succeeded(Transaction tx, String id, LocalDate today) {
    tx.sql(SUCCEEDED).bind("id", id).bind("today", today.toString()).update();
  }

  /** Sets the password; the tokens of before are void with it. */
  void set(
      Transaction tx,
      String id,
      String hash,
      Instant now,
      Optional<Instant> expires,
      boolean selfChosen) {
    tx.sql(SET)
        .bind("id", id)
        .bind("hash", hash)
        .bind("now", now)
        .bind("expires", expires)
        .bind("selfChosen", selfChosen)
        .update();
  }

  void remember(Transaction tx, String id, String hash, int kept) {
    tx.sql(REMEMBER).bind("id", id).bind("hash", hash).update();
    tx.sql(FORGET).bind("id", id).bind("kept", kept).update();
  }

  /** The hashes of the last passwords, the newest first. */
  List<String> history(Transaction tx, String id, int count) {
    return tx.sql(HISTORY)
        .bind("id", id)
        .bind("count", count)
        .list(row -> row.text("password_hash"));
  }

  private static Account account(Row row) {
    return new Account(
        row.text("id"),
        row.optionalText("password_hash"),
        row.optionalInstant("password_created_at"),
        row.optionalInstant("password_expires_at"),
        row.bool("password_self_chosen"),
        row.json("options"),
        row.integer("failed_logins"),
        row.optionalInstant("failed_at"),
        row.optionalText("active_on").map(LocalDate::parse));
  }
}
