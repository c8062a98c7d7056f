package cairn.identity.assignment;

import cairn.identity.assignment.Assignment.Actor;
import cairn.identity.assignment.Assignment.Place;
import cairn.identity.assignment.NamedAssignment.Name;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;

/** All SQL about who has which role where. */
final class AssignmentStore {
  /** Longer lists are cut. */
  private static final int ROWS_MAX = 10_000;

  private static final String MATCH =
      """
      role_id = :roleId AND inherited = :inherited
         AND user_id IS NOT DISTINCT FROM :userId::text
         AND group_id IS NOT DISTINCT FROM :groupId::text
         AND project_id IS NOT DISTINCT FROM :projectId::text\
      """;

  private static final String INSERT =
      """
      INSERT INTO role_assignment (role_id, user_id, group_id, project_id, inherited)
      VALUES (:roleId, :userId, :groupId, :projectId, :inherited) ON CONFLICT DO NOTHING\
      """;

  private static final String EXISTS = "SELECT 1 FROM role_assignment WHERE " + MATCH;

  private static final String DELETE = "DELETE FROM role_assignment WHERE " + MATCH;

  private static final String ROLES =
      """
      SELECT role_id FROM role_assignment
       WHERE inherited = :inherited
         AND user_id IS NOT DISTINCT FROM :userId::text
         AND group_id IS NOT DISTINCT FROM :groupId::text
         AND project_id IS NOT DISTINCT FROM :projectId::text\
      """;

  private static final String DELETE_CREDENTIALS =
      "DELETE FROM application_credential WHERE user_id = :userId AND project_id = :projectId";

  private static final String ABOVE =
      """
      above (project_id, ancestor_id) AS (
        SELECT id, parent_id FROM project WHERE parent_id IS NOT NULL
        UNION
        SELECT a.project_id, p.parent_id FROM above a JOIN project p ON p.id = a.ancestor_id
         WHERE p.parent_id IS NOT NULL)\
      """;

  private static final String AS_GIVEN =
      """
      granted AS (
        SELECT user_id, group_id, project_id, role_id, inherited FROM role_assignment)\
      """;

  /** Groups become their users, inherited grants the projects below, roles all that they imply. */
  private static final String RESOLVED =
      """
      implied (prior_id, role_id) AS (
        SELECT id, id FROM role
        UNION
        SELECT i.prior_id, n.implied_role_id
          FROM implied i JOIN role_inference n ON n.prior_role_id = i.role_id),
      granted AS (
        SELECT DISTINCT coalesce(a.user_id, m.user_id) AS user_id, NULL::text AS group_id,
               CASE WHEN a.inherited THEN above.project_id ELSE a.project_id END AS project_id,
               i.role_id, false AS inherited
          FROM role_assignment a
          JOIN implied i ON i.prior_id = a.role_id
          JOIN role r ON r.id = i.role_id AND r.domain_id IS NULL
          LEFT JOIN group_member m ON m.group_id = a.group_id
          LEFT JOIN above ON a.inherited AND above.ancestor_id = a.project_id
         WHERE coalesce(a.user_id, m.user_id) IS NOT NULL
           AND (NOT a.inherited OR above.project_id IS NOT NULL)
           AND (:inherited::boolean IS NULL OR a.inherited = :inherited))\
      """;

  private static final String LISTED =
      """
      listed AS (
        SELECT g.user_id, g.group_id, g.role_id, g.inherited,
               CASE WHEN NOT p.is_domain THEN p.id END AS project_id,
               CASE WHEN p.is_domain THEN p.id END AS domain_id,
               r.name AS role_name, r.domain_id AS role_domain_id, rd.name AS role_domain_name,
               coalesce(u.name, ug.name) AS actor_name, ad.id AS actor_domain_id,
               ad.name AS actor_domain_name,
               p.name AS place_name, pd.id AS place_domain_id, pd.name AS place_domain_name
          FROM granted g
          JOIN role r ON r.id = g.role_id
          LEFT JOIN project rd ON rd.id = r.domain_id
          LEFT JOIN user_account u ON u.id = g.user_id
          LEFT JOIN user_group ug ON ug.id = g.group_id
          JOIN project ad ON ad.id = coalesce(u.domain_id, ug.domain_id)
          LEFT JOIN project p ON p.id = g.project_id
          LEFT JOIN project pd ON pd.id = p.domain_id
         WHERE (:userId::text IS NULL OR g.user_id = :userId)
           AND (:groupId::text IS NULL OR g.group_id = :groupId)
           AND (:roleId::text IS NULL OR g.role_id = :roleId)
           AND (:domainId::text IS NULL OR (p.is_domain AND p.id = :domainId))
           AND (:projectId::text IS NULL
                OR (NOT p.is_domain
                    AND (p.id = :projectId
                         OR (:subtree
                             AND EXISTS (SELECT 1 FROM above
                                          WHERE above.project_id = p.id
                                            AND above.ancestor_id = :projectId)))))
           AND (NOT :system OR g.project_id IS NULL)
           AND (:within::text IS NULL OR coalesce(p.domain_id, p.id) = :within))\
      """;

  private static final String LIST_AS_GIVEN =
      "WITH RECURSIVE "
          + ABOVE
          + ", "
          + AS_GIVEN
          + ", "
          + LISTED
          + """
          SELECT * FROM listed
           WHERE :inherited::boolean IS NULL OR inherited = :inherited
           ORDER BY user_id, group_id, project_id, domain_id, role_id LIMIT :rows\
          """;

  private static final String LIST_RESOLVED =
      "WITH RECURSIVE "
          + ABOVE
          + ", "
          + RESOLVED
          + ", "
          + LISTED
          + """
          SELECT * FROM listed ORDER BY user_id, project_id, domain_id, role_id LIMIT :rows\
          """;

  void insert(Transaction tx, Assignment assignment) {
    bind(tx, INSERT, assignment).update();
  }

  boolean exists(Transaction tx, Assignment assignment) {
    return bind(tx, EXISTS, assignment).exists();
  }

  boolean delete(Transaction tx, Assignment assignment) {
    return bind(tx, DELETE, assignment).update() > 0;
  }

  private static cairn.sql.Query bind(Transaction tx, String sql, Assignment assignment) {
    return tx.sql(sql)
        .bind("roleId", assignment.roleId())
        .bind("userId", assignment.actor().userId())
        .bind("groupId", assignment.actor().groupId())
        .bind("projectId", assignment.place().rowId())
        .bind("inherited", assignment.inherited());
  }

  List<String> roles(Transaction tx, Actor actor, Place place, boolean inherited) {
    return tx.sql(ROLES)
        .bind("userId", actor.userId())
        .bind("groupId", actor.groupId())
        .bind("projectId", place.rowId())
        .bind("inherited", inherited)
        .list(row -> row.text("role_id"));
  }

  /** What a user made with a role that they lose goes with it. */
  void deleteCredentials(Transaction tx, String userId, String projectId) {
    tx.sql(DELETE_CREDENTIALS).bind("userId", userId).bind("projectId", projectId).update();
  }

  List<NamedAssignment> list(Transaction tx, AssignmentFilter filter) {
    return tx.sql(filter.effective() ? LIST_RESOLVED : LIST_AS_GIVEN)
        .bind("userId", filter.userId())
        .bind("groupId", filter.groupId())
        .bind("roleId", filter.roleId())
        .bind("domainId", filter.domainId())
        .bind("projectId", filter.projectId())
        .bind("subtree", filter.subtree())
        .bind("system", filter.system())
        .bind("within", filter.withinDomain())
        .bind("inherited", filter.inherited())
        .bind("rows", ROWS_MAX)
        .list(AssignmentStore::named);
  }

  private static NamedAssignment named(Row row) {
    return new NamedAssignment(
        new Assignment(
            new Actor(row.optionalText("user_id"), row.optionalText("group_id")),
            new Place(row.optionalText("project_id"), row.optionalText("domain_id")),
            row.text("role_id"),
            row.bool("inherited")),
        name(row, "role"),
        name(row, "actor"),
        row.optionalText("place_name").map(_ -> name(row, "place")));
  }

  private static Name name(Row row, String of) {
    return new Name(
        row.text(of + "_name"),
        row.optionalText(of + "_domain_id"),
        row.optionalText(of + "_domain_name"));
  }
}
