package cairn.identity.project;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.ListQuery;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about projects and domains. */
final class ProjectStore {
  private static final String COLUMNS =
      """
      p.id, p.name, p.domain_id, p.parent_id, p.is_domain, p.enabled, p.description, p.tags,
      p.options, p.extra\
      """;

  private static final Listing LISTING =
      Listing.of(COLUMNS, "project p", "p.id").sort("name", "p.name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM project p WHERE p.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO project (id, name, domain_id, parent_id, is_domain, enabled, description, tags,
                           options, extra)
      VALUES (:id, :name, :domainId, :parentId, :isDomain, :enabled, :description, :tags,
              :options, :extra)\
      """;

  /** Going from enabled to disabled voids the tokens of before. */
  private static final String UPDATE =
      """
      UPDATE project
         SET name = :name, description = :description, tags = :tags, options = :options,
             extra = :extra,
             tokens_since =
               CASE WHEN enabled AND NOT :enabled THEN :now::timestamptz ELSE tokens_since END,
             enabled = :enabled
       WHERE id = :id\
      """;

  private static final String CHILDREN =
      """
      SELECT count(*) AS children, count(*) FILTER (WHERE enabled) AS enabled FROM project
       WHERE parent_id = :id\
      """;

  private static final String FORGET_DEFAULT =
      """
      UPDATE user_account SET default_project_id = NULL WHERE default_project_id = :id
      RETURNING id\
      """;

  private static final String CREDENTIAL_OWNERS =
      "SELECT DISTINCT user_id AS id FROM application_credential WHERE project_id = :id";

  private static final String DELETE = "DELETE FROM project WHERE id = :id";

  /** The foreign keys are checked at the end of the statement, so whole trees go at once. */
  private static final String DELETE_OF_DOMAIN =
      "DELETE FROM project WHERE domain_id = :id RETURNING id";

  private static final String ABOVE =
      """
      WITH RECURSIVE above AS (
        SELECT p.*, 0 AS depth FROM project p WHERE p.id = :id
        UNION ALL
        SELECT p.*, a.depth + 1 FROM project p JOIN above a ON p.id = a.parent_id
         WHERE a.depth < 32)
      SELECT * FROM above WHERE depth > 0 ORDER BY depth\
      """;

  private static final String BELOW =
      """
      WITH RECURSIVE below AS (
        SELECT p.*, 0 AS depth FROM project p WHERE p.id = :id
        UNION ALL
        SELECT p.*, b.depth + 1 FROM project p JOIN below b ON p.parent_id = b.id
         WHERE b.depth < 32)
      SELECT * FROM below WHERE depth > 0 ORDER BY depth, name\
      """;

  /** How many children there are, and how many of them are enabled. */
  record Children(long all, long enabled) {}

  Optional<Project> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(ProjectStore::project);
  }

  Optional<Project> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(ProjectStore::project);
  }

  ListPage<Project> list(Transaction tx, Query query, boolean domains, Optional<String> domainId) {
    var list =
        LISTING
            .query()
            .scope("p.is_domain = :domains", "domains", domains)
            .equal("p.domain_id", domainId);
    Filters.texts(
        list,
        query,
        domains
            ? Map.of("name", "p.name")
            : Map.of("name", "p.name", "domain_id", "p.domain_id", "parent_id", "p.parent_id"));
    Filters.truth(query, "enabled").ifPresent(on -> list.equal("p.enabled", on));
    tags(list, query);
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, ProjectStore::project);
  }

  private static void tags(ListQuery list, Query query) {
    query.last("tags").ifPresent(t -> list.where("p.tags @> :all::text[]", "all", split(t)));
    query.last("tags-any").ifPresent(t -> list.where("p.tags && :any::text[]", "any", split(t)));
    query
        .last("not-tags")
        .ifPresent(t -> list.where("NOT p.tags @> :notAll::text[]", "notAll", split(t)));
    query
        .last("not-tags-any")
        .ifPresent(t -> list.where("NOT p.tags && :notAny::text[]", "notAny", split(t)));
  }

  private static List<String> split(String tags) {
    return List.of(tags.split(","));
  }

  List<Project> some(Transaction tx, Collection<String> ids) {
    return LISTING
        .query()
        .in("p.id", ids)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, ProjectStore::project)
        .items();
  }

  void insert(Transaction tx, Project project) {
    try {
      values(tx, INSERT, project)
          .bind("domainId", project.domainId())
          .bind("parentId", project.parentId())
          .bind("isDomain", project.isDomain())
          .update();
    } catch (ConstraintViolation e) {
      throw e.is("project_name") ? duplicate(project) : e;
    }
  }

  void update(Transaction tx, Project project, Instant now) {
    try {
      values(tx, UPDATE, project).bind("now", now).update();
    } catch (ConstraintViolation e) {
      throw e.is("project_name") ? duplicate(project) : e;
    }
  }

  private static cairn.sql.Query values(Transaction tx, String sql, Project project) {
    return tx.sql(sql)
        .bind("id", project.id())
        .bind("name", project.name())
        .bind("enabled", project.enabled())
        .bind("description", project.description())
        .bind("tags", project.tags())
        .bind("options", project.options())
        .bind("extra", project.extra());
  }

  private static RuntimeException duplicate(Project project) {
    return Refusals.duplicate(
        project.isDomain() ? "domain" : "project",
        project.isDomain()
            ? "name %s".formatted(project.name())
            : "name %s at domain ID %s".formatted(project.name(), project.domainId().orElse("")));
  }

  Children children(Transaction tx, String id) {
    return tx.sql(CHILDREN)
        .bind("id", id)
        .one(row -> new Children(row.longInteger("children"), row.longInteger("enabled")));
  }

  List<Project> above(Transaction tx, String id) {
    return tx.sql(ABOVE).bind("id", id).list(ProjectStore::project);
  }

  List<Project> below(Transaction tx, String id) {
    return tx.sql(BELOW).bind("id", id).list(ProjectStore::project);
  }

  /** Deletes it; the ids of the users who lose something with it. */
  Set<String> delete(Transaction tx, String id) {
    var users = new java.util.TreeSet<String>();
    users.addAll(tx.sql(CREDENTIAL_OWNERS).bind("id", id).list(row -> row.text("id")));
    users.addAll(tx.sql(FORGET_DEFAULT).bind("id", id).list(row -> row.text("id")));
    tx.sql(DELETE).bind("id", id).update();
    return users;
  }

  /** Deletes all projects of a domain; their ids. */
  List<String> deleteOfDomain(Transaction tx, String id) {
    return tx.sql(DELETE_OF_DOMAIN).bind("id", id).list(row -> row.text("id"));
  }

  private static Project project(Row row) {
    return new Project(
        row.text("id"),
        row.text("name"),
        row.optionalText("domain_id"),
        row.optionalText("parent_id"),
        row.bool("is_domain"),
        row.bool("enabled"),
        row.text("description"),
        row.texts("tags"),
        (ObjectNode) row.json("options"),
        (ObjectNode) row.json("extra"));
  }
}
