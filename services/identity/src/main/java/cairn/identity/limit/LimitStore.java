package cairn.identity.limit;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All SQL about the limits of projects and domains. */
final class LimitStore {
  private static final String COLUMNS =
      """
      l.id, l.project_id AS place, p.is_domain, coalesce(p.domain_id, p.id) AS place_domain_id,
      r.service_id, r.region_id, r.resource_name, l.resource_limit, l.description\
      """;

  private static final String FROM =
      """
      resource_limit l JOIN registered_limit r ON r.id = l.registered_limit_id
      JOIN project p ON p.id = l.project_id\
      """;

  private static final Listing LISTING =
      Listing.of(COLUMNS, FROM, "l.id").sort("resource_name", "r.resource_name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM " + FROM + " WHERE l.id = :id";

  /** The registered limit that one is in place of, kept as it is until the transaction ends. */
  private static final String REGISTERED =
      """
      SELECT id FROM registered_limit
       WHERE service_id = :serviceId AND resource_name = :resourceName
         AND region_id IS NOT DISTINCT FROM :regionId::text
         FOR UPDATE\
      """;

  private static final String LOCK_REGISTERED =
      """
      SELECT r.id FROM registered_limit r JOIN resource_limit l ON l.registered_limit_id = r.id
       WHERE l.id = :id FOR UPDATE OF r\
      """;

  private static final String INSERT =
      """
      INSERT INTO resource_limit (id, registered_limit_id, project_id, resource_limit, description)
      VALUES (:id, :registeredId, :place, :resourceLimit, :description)\
      """;

  private static final String UPDATE =
      """
      UPDATE resource_limit SET resource_limit = :resourceLimit, description = :description
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM resource_limit WHERE id = :id";

  /** Of the limits named, and of those below the domains' that are named, those above theirs. */
  private static final String ABOVE_DOMAIN =
      "SELECT "
          + COLUMNS
          + " FROM "
          + FROM
          + """
           LEFT JOIN resource_limit d
                  ON d.registered_limit_id = l.registered_limit_id AND d.project_id = p.domain_id
           WHERE NOT p.is_domain
             AND (l.id = ANY(:ids) OR d.id = ANY(:ids))
             AND coalesce(d.resource_limit, r.default_limit) <> -1
             AND (l.resource_limit = -1
                  OR l.resource_limit > coalesce(d.resource_limit, r.default_limit))
           LIMIT 1\
          """;

  Optional<Limit> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(LimitStore::limit);
  }

  List<Limit> some(Transaction tx, Collection<String> ids) {
    return LISTING
        .query()
        .in("l.id", ids)
        .orderBy("resource_name", Listing.Direction.ASCENDING)
        .page(tx, LimitStore::limit)
        .items();
  }

  List<Limit> ofProjects(Transaction tx, Collection<String> projectIds) {
    return LISTING
        .query()
        .in("l.project_id", projectIds)
        .orderBy("resource_name", Listing.Direction.ASCENDING)
        .page(tx, LimitStore::limit)
        .items();
  }

  /** The list that the query asks for, within one project or one domain if so told. */
  ListPage<Limit> list(
      Transaction tx, Query query, Optional<String> projectId, Optional<String> domainId) {
    var list = LISTING.query();
    projectId.ifPresent(id -> list.scope("l.project_id = :project", "project", id));
    domainId.ifPresent(
        id -> list.scope("coalesce(p.domain_id, p.id) = :ownDomain", "ownDomain", id));
    query
        .last("project_id")
        .ifPresent(id -> list.where("NOT p.is_domain AND p.id = :place", "place", id));
    query
        .last("domain_id")
        .ifPresent(id -> list.where("p.is_domain AND p.id = :domain", "domain", id));
    Filters.texts(
        list,
        query,
        Map.of(
            "service_id", "r.service_id",
            "region_id", "r.region_id",
            "resource_name", "r.resource_name"));
    return Filters.page(list, query)
        .orderBy("resource_name", Listing.Direction.ASCENDING)
        .page(tx, LimitStore::limit);
  }

  Optional<String> lockRegistered(Transaction tx, NewLimit limit) {
    return tx.sql(REGISTERED)
        .bind("serviceId", limit.serviceId())
        .bind("regionId", limit.regionId())
        .bind("resourceName", limit.resourceName())
        .optional(row -> row.text("id"));
  }

  boolean lockRegistered(Transaction tx, String limitId) {
    return tx.sql(LOCK_REGISTERED).bind("id", limitId).exists();
  }

  void insert(Transaction tx, NewLimit limit, String registeredId) {
    try {
      tx.sql(INSERT)
          .bind("id", limit.id())
          .bind("registeredId", registeredId)
          .bind("place", limit.place())
          .bind("resourceLimit", limit.resourceLimit())
          .bind("description", limit.description())
          .update();
    } catch (ConstraintViolation e) {
      throw e.is("resource_limit_once") ? Refusals.duplicateEntry("limit") : e;
    }
  }

  void update(Transaction tx, String id, int resourceLimit, Optional<String> description) {
    tx.sql(UPDATE)
        .bind("id", id)
        .bind("resourceLimit", resourceLimit)
        .bind("description", description)
        .update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  Optional<Limit> aboveDomain(Transaction tx, Collection<String> ids) {
    return tx.sql(ABOVE_DOMAIN).bind("ids", ids).optional(LimitStore::limit);
  }

  private static Limit limit(Row row) {
    return new Limit(
        row.text("id"),
        row.text("place"),
        row.bool("is_domain"),
        row.text("place_domain_id"),
        row.text("service_id"),
        row.optionalText("region_id"),
        row.text("resource_name"),
        row.integer("resource_limit"),
        row.optionalText("description"));
  }
}
