package cairn.identity.user;

import cairn.http.Query;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListQuery;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All SQL about the names that users have elsewhere, but what a login by them does. */
final class FederatedIdentityStore {
  private static final String OF_USERS =
      """
      SELECT f.user_id, f.provider_id, f.protocol_id, f.unique_id
        FROM federated_user f
        JOIN federation_protocol p ON p.provider_id = f.provider_id AND p.id = f.protocol_id
       WHERE f.user_id = ANY(:users)
       ORDER BY f.provider_id, f.protocol_id, f.unique_id\
      """;

  private static final String UNKNOWN =
      """
      SELECT w.provider, w.protocol, i.id IS NOT NULL AS has_provider
        FROM unnest(:providers::text[], :protocols::text[])
             WITH ORDINALITY AS w (provider, protocol, place)
        LEFT JOIN identity_provider i ON i.id = w.provider
        LEFT JOIN federation_protocol p ON p.provider_id = w.provider AND p.id = w.protocol
       WHERE p.id IS NULL ORDER BY w.place LIMIT 1\
      """;

  private static final String DELETE = "DELETE FROM federated_user WHERE user_id = :user";

  private static final String INSERT =
      """
      INSERT INTO federated_user (provider_id, protocol_id, unique_id, user_id, display_name)
      VALUES (:provider, :protocol, :uniqueId, :user, :name)\
      """;

  /** The columns by the names that a list's query has for them. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "idp_id", "f.provider_id",
          "protocol_id", "f.protocol_id",
          "unique_id", "f.unique_id");

  /** By the ids of the users; those without any are not in it. */
  Map<String, List<FederatedIdentity>> ofUsers(Transaction tx, Collection<String> users) {
    var found = new HashMap<String, List<FederatedIdentity>>();
    tx.sql(OF_USERS)
        .bind("users", users)
        .list(row ->
            found
                .computeIfAbsent(row.text("user_id"), _ -> new ArrayList<>())
                .add(
                    new FederatedIdentity(
                        row.text("provider_id"), row.text("protocol_id"), row.text("unique_id"))));
    return found;
  }

  /** Leaves only the users whom one identity makes known that fits all that the query says. */
  static void asked(Query query, ListQuery list) {
    var conditions = new StringBuilder();
    FILTERS.forEach((name, column) ->
        query
            .last(name)
            .ifPresent(value -> {
              conditions.append(" AND ").append(column).append(" = :").append(name);
              list.bind(name, value);
            }));
    if (!conditions.isEmpty()) {
      list.where(
          """
          EXISTS (SELECT 1 FROM federated_user f
                    JOIN federation_protocol p
                      ON p.provider_id = f.provider_id AND p.id = f.protocol_id
                   WHERE f.user_id = u.id%s)\
          """
              .formatted(conditions));
    }
  }

  /**
   * Makes these the only ones of the user.
   *
   * @throws cairn.common.CloudException BAD_REQUEST for a provider or protocol that is not there,
   *     CONFLICT when another user has one of them
   */
  void replace(Transaction tx, User user) {
    check(tx, user.federated());
    tx.sql(DELETE).bind("user", user.id()).update();
    try {
      tx.sql(INSERT)
          .bind("user", user.id())
          .bind("name", user.name())
          .batch(
              user.federated(),
              (query, identity) ->
                  query
                      .bind("provider", identity.providerId())
                      .bind("protocol", identity.protocolId())
                      .bind("uniqueId", identity.uniqueId()));
    } catch (ConstraintViolation e) {
      throw e.is("federated_user_pkey") ? Refusals.duplicateEntry("federated_user") : e;
    }
  }

  private static void check(Transaction tx, List<FederatedIdentity> identities) {
    tx.sql(UNKNOWN)
        .bind("providers", identities.stream().map(FederatedIdentity::providerId).toList())
        .bind("protocols", identities.stream().map(FederatedIdentity::protocolId).toList())
        .optional(row ->
            row.bool("has_provider")
                ? Refusals.invalid(
                    "Could not find federated protocol %s for Identity Provider: %s."
                        .formatted(row.text("protocol"), row.text("provider")))
                : Refusals.invalid(
                    "Could not find Identity Provider: %s".formatted(row.text("provider"))))
        .ifPresent(refusal -> {
          throw refusal;
        });
  }
}
