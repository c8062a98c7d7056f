package cairn.identity.role;

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
import tools.jackson.databind.node.ObjectNode;

/** All SQL about roles and what they imply. */
final class RoleStore {
  /** That a role implies another. */
  record Inference(String priorId, String impliedId) {}

  private static final String COLUMNS =
      "r.id, r.name, r.domain_id, r.description, r.options, r.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "role r", "r.id").sort("name", "r.name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM role r WHERE r.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO role (id, name, domain_id, description, options, extra)
      VALUES (:id, :name, :domainId, :description, :options, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE role SET name = :name, description = :description, options = :options, extra = :extra
       WHERE id = :id\
      """;

  private static final String ACTORS =
      """
      SELECT DISTINCT user_id, group_id FROM role_assignment WHERE role_id = :id\
      """;

  private static final String DELETE = "DELETE FROM role WHERE id = :id";

  private static final String INFERENCES =
      """
      SELECT prior_role_id, implied_role_id FROM role_inference
       WHERE (:prior::text IS NULL OR prior_role_id = :prior)
         AND (:implied::text IS NULL OR implied_role_id = :implied)
       ORDER BY prior_role_id, implied_role_id\
      """;

  private static final String IMPLY =
      """
      INSERT INTO role_inference (prior_role_id, implied_role_id) VALUES (:prior, :implied)
      ON CONFLICT DO NOTHING\
      """;

  private static final String END_IMPLYING =
      "DELETE FROM role_inference WHERE prior_role_id = :prior AND implied_role_id = :implied";

  Optional<Role> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(RoleStore::role);
  }

  Optional<Role> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(RoleStore::role);
  }

  /** The roles of the domain that the query names, else those of all. */
  ListPage<Role> list(Transaction tx, Query query) {
    var list = LISTING.query();
    var domainId = query.last("domain_id").filter(id -> !id.isEmpty());
    if (domainId.isPresent()) {
      list.scope("r.domain_id = :domain", "domain", domainId.get());
    } else {
      list.scope("r.domain_id IS NULL");
    }
    Filters.texts(list, query, Map.of("name", "r.name"));
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, RoleStore::role);
  }

  List<Role> some(Transaction tx, Collection<String> ids) {
    return LISTING
        .query()
        .in("r.id", ids)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, RoleStore::role)
        .items();
  }

  void insert(Transaction tx, Role role) {
    try {
      values(tx, INSERT, role).bind("domainId", role.domainId()).update();
    } catch (ConstraintViolation e) {
      throw refused(e, role);
    }
  }

  void update(Transaction tx, Role role) {
    try {
      values(tx, UPDATE, role).update();
    } catch (ConstraintViolation e) {
      throw refused(e, role);
    }
  }

  private static cairn.sql.Query values(Transaction tx, String sql, Role role) {
    return tx.sql(sql)
        .bind("id", role.id())
        .bind("name", role.name())
        .bind("description", role.description())
        .bind("options", role.options())
        .bind("extra", role.extra());
  }

  private static RuntimeException refused(ConstraintViolation e, Role role) {
    if (e.is("role_name")) {
      return Refusals.duplicate("role", "name %s".formatted(role.name()));
    }
    return e.is("role_domain_id_fkey")
        ? Refusals.notFound("domain", role.domainId().orElse(""))
        : e;
  }

  /** Who has it: users' ids and groups' ids. */
  record Actor(Optional<String> userId, Optional<String> groupId) {}

  List<Actor> actors(Transaction tx, String id) {
    return tx.sql(ACTORS)
        .bind("id", id)
        .list(row -> new Actor(row.optionalText("user_id"), row.optionalText("group_id")));
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  List<Inference> inferences(Transaction tx, Optional<String> prior, Optional<String> implied) {
    return tx.sql(INFERENCES)
        .bind("prior", prior)
        .bind("implied", implied)
        .list(row -> new Inference(row.text("prior_role_id"), row.text("implied_role_id")));
  }

  void imply(Transaction tx, Inference inference) {
    tx.sql(IMPLY)
        .bind("prior", inference.priorId())
        .bind("implied", inference.impliedId())
        .update();
  }

  boolean endImplying(Transaction tx, Inference inference) {
    return tx.sql(END_IMPLYING)
            .bind("prior", inference.priorId())
            .bind("implied", inference.impliedId())
            .update()
        > 0;
  }

  private static Role role(Row row) {
    return new Role(
        row.text("id"),
        row.text("name"),
        row.optionalText("domain_id"),
        row.optionalText("description"),
        (ObjectNode) row.json("options"),
        (ObjectNode) row.json("extra"));
  }
}
