package cairn.identity.federation.provider;

import cairn.common.Json;
import cairn.http.Query;
import cairn.identity.token.SealedValues;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about identity providers. */
final class ProviderStore {
  private static final String COLUMNS =
      """
      i.id, i.domain_id, i.enabled, i.description, i.authorization_minutes, i.openid,
      (SELECT array_agg(r.remote_id ORDER BY r.remote_id)
         FROM identity_provider_remote r WHERE r.provider_id = i.id) AS remote_ids\
      """;

  private static final Listing LISTING =
      Listing.of(COLUMNS, "identity_provider i", "i.id").sort("id", "i.id");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM identity_provider i WHERE i.id = :id";

  private static final String LOCK = "SELECT id FROM identity_provider WHERE id = :id FOR UPDATE";

  private static final String OF_REMOTE =
      "SELECT provider_id FROM identity_provider_remote WHERE remote_id = :remoteId";

  private static final String IN_BROWSERS =
      """
      SELECT i.id FROM identity_provider i JOIN federation_protocol p ON p.provider_id = i.id
       WHERE p.id = :protocol AND i.enabled AND i.openid ->> 'issuer' IS NOT NULL ORDER BY i.id\
      """;

  private static final String INSERT =
      """
      INSERT INTO identity_provider
        (id, domain_id, enabled, description, authorization_minutes, openid)
      VALUES (:id, :domainId, :enabled, :description, :minutes, :openid)\
      """;

  private static final String UPDATE =
      """
      UPDATE identity_provider
         SET enabled = :enabled, description = :description, authorization_minutes = :minutes,
             openid = :openid
       WHERE id = :id\
      """;

  private static final String FORGET_REMOTES =
      "DELETE FROM identity_provider_remote WHERE provider_id = :id";

  private static final String INSERT_REMOTE =
      "INSERT INTO identity_provider_remote (remote_id, provider_id) VALUES (:remoteId, :id)";

  private static final String INSERT_DOMAIN =
      """
      INSERT INTO project (id, name, is_domain, enabled, description, tags, options, extra)
      VALUES (:id, :id, true, true, :description, '{}', '{}', '{}')\
      """;

  private static final String DELETE = "DELETE FROM identity_provider WHERE id = :id";

  /** Whose tokens are void when the provider goes. */
  private static final String USERS =
      "SELECT DISTINCT user_id FROM federated_user WHERE provider_id = :id";

  /** The tokens of those for whom the provider vouched. */
  private static final String VOID_TOKENS =
      """
      UPDATE user_account SET tokens_since = :now
       WHERE id IN (SELECT user_id FROM federated_user WHERE provider_id = :id)\
      """;

  private static final String FORGET_MEMBERS = "DELETE FROM expiring_member WHERE source = :id";

  private static final String SECRET = "client_secret";

  private static final String WITH_SECRETS =
      "SELECT id FROM identity_provider WHERE openid -> 'client_secret' IS NOT NULL ORDER BY id";

  private final SealedValues sealed;

  ProviderStore(SealedValues sealed) {
    this.sealed = sealed;
  }

  /** The ids of those whose settings hold a secret. */
  List<String> withSecrets(Transaction tx) {
    return tx.sql(WITH_SECRETS).list(row -> row.text("id"));
  }

  Optional<IdentityProvider> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(this::provider);
  }

  Optional<IdentityProvider> lock(Transaction tx, String id) {
    return tx.sql(LOCK).bind("id", id).exists() ? find(tx, id) : Optional.empty();
  }

  Optional<String> ofRemote(Transaction tx, String remoteId) {
    return tx.sql(OF_REMOTE).bind("remoteId", remoteId).optional(row -> row.text("provider_id"));
  }

  List<String> inBrowsers(Transaction tx, String protocolId) {
    return tx.sql(IN_BROWSERS).bind("protocol", protocolId).list(row -> row.text("id"));
  }

  ListPage<IdentityProvider> list(Transaction tx, Query query) {
    var list = LISTING.query();
    Filters.texts(list, query, Map.of("id", "i.id"));
    Filters.truth(query, "enabled").ifPresent(on -> list.equal("i.enabled", on));
    return Filters.page(list, query)
        .orderBy("id", Listing.Direction.ASCENDING)
        .page(tx, this::provider);
  }

  void insertDomain(Transaction tx, String id, String description) {
    tx.sql(INSERT_DOMAIN).bind("id", id).bind("description", description).update();
  }

  void insert(Transaction tx, IdentityProvider provider) {
    try {
      values(tx, INSERT, provider).bind("domainId", provider.domainId()).update();
    } catch (ConstraintViolation e) {
      throw e.is("identity_provider_pkey")
          ? Refusals.duplicate("identity_provider", "ID " + provider.id())
          : e;
    }
    insertRemotes(tx, provider);
  }

  void update(Transaction tx, IdentityProvider provider) {
    values(tx, UPDATE, provider).update();
    tx.sql(FORGET_REMOTES).bind("id", provider.id()).update();
    insertRemotes(tx, provider);
  }

  private static void insertRemotes(Transaction tx, IdentityProvider provider) {
    for (var remoteId : provider.remoteIds()) {
      try {
        tx.sql(INSERT_REMOTE).bind("remoteId", remoteId).bind("id", provider.id()).update();
      } catch (ConstraintViolation e) {
        throw e.is("identity_provider_remote_pkey")
            ? Refusals.duplicate("identity_provider", "remote ID " + remoteId)
            : e;
      }
    }
  }

  boolean delete(Transaction tx, String id) {
    tx.sql(FORGET_MEMBERS).bind("id", id).update();
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  void voidTokens(Transaction tx, String id, Instant now) {
    tx.sql(VOID_TOKENS).bind("id", id).bind("now", now).update();
  }

  List<String> users(Transaction tx, String id) {
    return tx.sql(USERS).bind("id", id).list(row -> row.text("user_id"));
  }

  private cairn.sql.Query values(Transaction tx, String sql, IdentityProvider provider) {
    return tx.sql(sql)
        .bind("id", provider.id())
        .bind("enabled", provider.enabled())
        .bind("description", provider.description())
        .bind("minutes", provider.authorizationMinutes())
        .bind("openid", each(provider.openid(), sealed::seal));
  }

  private IdentityProvider provider(Row row) {
    return new IdentityProvider(
        row.text("id"),
        row.text("domain_id"),
        row.bool("enabled"),
        row.optionalText("description"),
        row.optionalInteger("authorization_minutes"),
        row.texts("remote_ids"),
        row.optionalJson("openid")
            .map(openid -> each((ObjectNode) openid, sealed::open))
            .orElseGet(Json::object));
  }

  /** The settings with their secret, if there is one, turned into another form. */
  private static ObjectNode each(ObjectNode openid, UnaryOperator<JsonNode> form) {
    if (!openid.has(SECRET)) {
      return openid;
    }
    var changed = openid.deepCopy();
    changed.set(SECRET, form.apply(openid.path(SECRET)));
    return changed;
  }
}
