package cairn.identity.group;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about groups and who is in them. */
final class GroupStore {
  private static final String COLUMNS = "g.id, g.name, g.domain_id, g.description, g.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "user_group g", "g.id").sort("name", "g.name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM user_group g WHERE g.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO user_group (id, name, domain_id, description, extra)
      VALUES (:id, :name, :domainId, :description, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE user_group SET name = :name, description = :description, extra = :extra
       WHERE id = :id\
      """;

  private static final String MEMBERS = "SELECT user_id FROM current_member WHERE group_id = :id";

  private static final String DELETE = "DELETE FROM user_group WHERE id = :id";

  private static final String HAS =
      "SELECT 1 FROM current_member WHERE group_id = :id AND user_id = :userId";

  private static final String ADD =
      """
      INSERT INTO group_member (group_id, user_id) VALUES (:id, :userId) ON CONFLICT DO NOTHING\
      """;

  private static final String REMOVE =
      "DELETE FROM group_member WHERE group_id = :id AND user_id = :userId";

  private static final String OF_USER =
      "EXISTS (SELECT 1 FROM current_member m WHERE m.group_id = g.id AND m.user_id = :userId)";

  Optional<Group> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(GroupStore::group);
  }

  Optional<Group> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(GroupStore::group);
  }

  ListPage<Group> list(
      Transaction tx, Query query, Optional<String> domainId, Optional<String> userId) {
    var list = LISTING.query().equal("g.domain_id", domainId);
    userId.ifPresent(id -> list.scope(OF_USER, "userId", id));
    Filters.texts(list, query, Map.of("name", "g.name", "domain_id", "g.domain_id"));
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, GroupStore::group);
  }

  void insert(Transaction tx, Group group) {
    try {
      values(tx, INSERT, group).bind("domainId", group.domainId()).update();
    } catch (ConstraintViolation e) {
      throw refused(e, group);
    }
  }

  void update(Transaction tx, Group group) {
    try {
      values(tx, UPDATE, group).update();
    } catch (ConstraintViolation e) {
      throw refused(e, group);
    }
  }

  private static cairn.sql.Query values(Transaction tx, String sql, Group group) {
    return tx.sql(sql)
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("description", group.description())
        .bind("extra", group.extra());
  }

  private static RuntimeException refused(ConstraintViolation e, Group group) {
    if (e.is("user_group_name")) {
      return Refusals.duplicate(
          "group", "name %s at domain ID %s".formatted(group.name(), group.domainId()));
    }
    return e.is("user_group_domain_id_fkey") ? Refusals.notFound("domain", group.domainId()) : e;
  }

  List<String> members(Transaction tx, String id) {
    return tx.sql(MEMBERS).bind("id", id).list(row -> row.text("user_id"));
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  boolean has(Transaction tx, String id, String userId) {
    return tx.sql(HAS).bind("id", id).bind("userId", userId).exists();
  }

  void add(Transaction tx, String id, String userId) {
    tx.sql(ADD).bind("id", id).bind("userId", userId).update();
  }

  boolean remove(Transaction tx, String id, String userId) {
    return tx.sql(REMOVE).bind("id", id).bind("userId", userId).update() > 0;
  }

  private static Group group(Row row) {
    return new Group(
        row.text("id"),
        row.text("name"),
        row.text("domain_id"),
        row.text("description"),
        (ObjectNode) row.json("extra"));
  }
}
