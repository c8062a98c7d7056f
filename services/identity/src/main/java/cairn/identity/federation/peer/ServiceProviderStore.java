package cairn.identity.federation.peer;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.Optional;

/** All SQL about service providers. */
final class ServiceProviderStore {
  private static final String COLUMNS =
      "s.id, s.auth_url, s.sp_url, s.enabled, s.description, s.relay_state_prefix";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "service_provider s", "s.id").sort("id", "s.id");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM service_provider s WHERE s.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO service_provider
        (id, auth_url, sp_url, enabled, description, relay_state_prefix)
      VALUES (:id, :authUrl, :serviceUrl, :enabled, :description, :prefix)\
      """;

  private static final String UPDATE =
      """
      UPDATE service_provider
         SET auth_url = :authUrl, sp_url = :serviceUrl, enabled = :enabled,
             description = :description, relay_state_prefix = :prefix
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM service_provider WHERE id = :id";

  Optional<ServiceProvider> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(ServiceProviderStore::provider);
  }

  Optional<ServiceProvider> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(ServiceProviderStore::provider);
  }

  ListPage<ServiceProvider> list(Transaction tx, Query query) {
    var list = LISTING.query();
    Filters.texts(list, query, Map.of("id", "s.id"));
    Filters.truth(query, "enabled").ifPresent(on -> list.equal("s.enabled", on));
    return Filters.page(list, query)
        .orderBy("id", Listing.Direction.ASCENDING)
        .page(tx, ServiceProviderStore::provider);
  }

  void insert(Transaction tx, ServiceProvider provider) {
    try {
      values(tx, INSERT, provider).update();
    } catch (ConstraintViolation e) {
      throw e.is("service_provider_pkey")
          ? Refusals.duplicate("service_provider", "ID " + provider.id())
          : e;
    }
  }

  void update(Transaction tx, ServiceProvider provider) {
    values(tx, UPDATE, provider).update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static cairn.sql.Query values(Transaction tx, String sql, ServiceProvider provider) {
    return tx.sql(sql)
        .bind("id", provider.id())
        .bind("authUrl", provider.authUrl())
        .bind("serviceUrl", provider.serviceUrl())
        .bind("enabled", provider.enabled())
        .bind("description", provider.description())
        .bind("prefix", provider.relayStatePrefix());
  }

  private static ServiceProvider provider(Row row) {
    return new ServiceProvider(
        row.text("id"),
        row.text("auth_url"),
        row.text("sp_url"),
        row.bool("enabled"),
        row.optionalText("description"),
        row.text("relay_state_prefix"));
  }
}
