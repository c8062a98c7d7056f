package cairn.identity.oauth;

import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about consumers and their tokens, but what the directory reads. */
final class OAuthStore {
  private static final String CONSUMERS =
      """
      SELECT id, description, secret, extra FROM oauth_consumer
       WHERE :id::text IS NULL OR id = :id ORDER BY id LIMIT 10000\
      """;

  private static final String INSERT_CONSUMER =
      """
      INSERT INTO oauth_consumer (id, description, secret, extra)
      VALUES (:id, :description, :secret, :extra)\
      """;

  private static final String UPDATE_CONSUMER =
      "UPDATE oauth_consumer SET description = :description, extra = :extra WHERE id = :id";

  private static final String DELETE_CONSUMER = "DELETE FROM oauth_consumer WHERE id = :id";

  private static final String REQUEST_TOKEN =
      """
      SELECT id, consumer_id, secret, project_id, verifier, authorizing_user_id, role_ids,
             expires_at
        FROM oauth_request_token WHERE id = :id\
      """;

  private static final String INSERT_REQUEST_TOKEN =
      """
      INSERT INTO oauth_request_token (id, consumer_id, secret, project_id, role_ids, expires_at)
      VALUES (:id, :consumer, :secret, :project, :roles, :expiresAt)\
      """;

  private static final String FORGET_REQUEST_TOKENS =
      "DELETE FROM oauth_request_token WHERE expires_at < :now";

  private static final String AUTHORIZE =
      """
      UPDATE oauth_request_token
         SET verifier = :verifier, authorizing_user_id = :user, role_ids = :roles
       WHERE id = :id\
      """;

  private static final String DELETE_REQUEST_TOKEN =
      "DELETE FROM oauth_request_token WHERE id = :id";

  private static final String ACCESS_TOKENS =
      """
      SELECT id, consumer_id, secret, authorizing_user_id, project_id, role_ids, expires_at
        FROM oauth_access_token
       WHERE (:id::text IS NULL OR id = :id)
         AND (:user::text IS NULL OR authorizing_user_id = :user)
         AND (:consumer::text IS NULL OR consumer_id = :consumer)
       ORDER BY id LIMIT 10000\
      """;

  private static final String INSERT_ACCESS_TOKEN =
      """
      INSERT INTO oauth_access_token (id, consumer_id, secret, authorizing_user_id, project_id,
                                      role_ids, expires_at)
      VALUES (:id, :consumer, :secret, :user, :project, :roles, :expiresAt)\
      """;

  private static final String DELETE_ACCESS_TOKEN = "DELETE FROM oauth_access_token WHERE id = :id";

  List<Consumer> consumers(Transaction tx, Optional<String> id) {
    return tx.sql(CONSUMERS)
        .bind("id", id)
        .list(row ->
            new Consumer(
                row.text("id"),
                row.optionalText("description"),
                row.text("secret"),
                (ObjectNode) row.json("extra")));
  }

  void insert(Transaction tx, Consumer consumer) {
    tx.sql(INSERT_CONSUMER)
        .bind("id", consumer.id())
        .bind("description", consumer.description())
        .bind("secret", consumer.secret())
        .bind("extra", consumer.extra())
        .update();
  }

  void update(Transaction tx, Consumer consumer) {
    tx.sql(UPDATE_CONSUMER)
        .bind("id", consumer.id())
        .bind("description", consumer.description())
        .bind("extra", consumer.extra())
        .update();
  }

  boolean deleteConsumer(Transaction tx, String id) {
    return tx.sql(DELETE_CONSUMER).bind("id", id).update() > 0;
  }

  Optional<RequestToken> requestToken(Transaction tx, String id) {
    return tx.sql(REQUEST_TOKEN).bind("id", id).optional(OAuthStore::requestToken);
  }

  void insert(Transaction tx, RequestToken token, Instant now) {
    tx.sql(FORGET_REQUEST_TOKENS).bind("now", now).update();
    try {
      tx.sql(INSERT_REQUEST_TOKEN)
          .bind("id", token.id())
          .bind("consumer", token.consumerId())
          .bind("secret", token.secret())
          .bind("project", token.projectId())
          .bind("roles", token.roleIds())
          .bind("expiresAt", token.expiresAt())
          .update();
    } catch (ConstraintViolation e) {
      throw e.is("oauth_request_token_project_id_fkey")
          ? Refusals.notFound("project", token.projectId())
          : e;
    }
  }

  void authorize(Transaction tx, String id, String verifier, String userId, List<String> roleIds) {
    tx.sql(AUTHORIZE)
        .bind("id", id)
        .bind("verifier", verifier)
        .bind("user", userId)
        .bind("roles", roleIds)
        .update();
  }

  /** Whether it was there: each is good for one access token. */
  boolean deleteRequestToken(Transaction tx, String id) {
    return tx.sql(DELETE_REQUEST_TOKEN).bind("id", id).update() > 0;
  }

  List<AccessToken> accessTokens(
      Transaction tx, Optional<String> id, Optional<String> userId, Optional<String> consumerId) {
    return tx.sql(ACCESS_TOKENS)
        .bind("id", id)
        .bind("user", userId)
        .bind("consumer", consumerId)
        .list(row ->
            new AccessToken(
                row.text("id"),
                row.text("consumer_id"),
                row.text("secret"),
                row.text("authorizing_user_id"),
                row.text("project_id"),
                row.texts("role_ids"),
                row.optionalInstant("expires_at")));
  }

  void insert(Transaction tx, AccessToken token) {
    tx.sql(INSERT_ACCESS_TOKEN)
        .bind("id", token.id())
        .bind("consumer", token.consumerId())
        .bind("secret", token.secret())
        .bind("user", token.userId())
        .bind("project", token.projectId())
        .bind("roles", token.roleIds())
        .bind("expiresAt", token.expiresAt())
        .update();
  }

  boolean deleteAccessToken(Transaction tx, String id) {
    return tx.sql(DELETE_ACCESS_TOKEN).bind("id", id).update() > 0;
  }

  private static RequestToken requestToken(Row row) {
    return new RequestToken(
        row.text("id"),
        row.text("consumer_id"),
        row.text("secret"),
        row.text("project_id"),
        row.optionalText("verifier"),
        row.optionalText("authorizing_user_id"),
        row.texts("role_ids"),
        row.instant("expires_at"));
  }
}
