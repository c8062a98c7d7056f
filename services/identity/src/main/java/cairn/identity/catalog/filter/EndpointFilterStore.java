package cairn.identity.catalog.filter;

import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.Transaction;
import java.util.List;

/** All SQL about what is put beside projects. */
final class EndpointFilterStore {
  private static final String PROJECTS_OF_ENDPOINT =
      "SELECT project_id AS id FROM project_endpoint WHERE endpoint_id = :id";

  private static final String PROJECTS_OF_GROUP =
      "SELECT project_id AS id FROM project_endpoint_group WHERE endpoint_group_id = :id";

  /** Those put beside it and those of the groups put beside it. */
  private static final String ENDPOINTS_OF_PROJECT =
      """
      SELECT endpoint_id AS id FROM project_endpoint WHERE project_id = :id
      UNION
      SELECT e.endpoint_id FROM project_endpoint_group p
        JOIN endpoint_of_group e ON e.endpoint_group_id = p.endpoint_group_id
       WHERE p.project_id = :id\
      """;

  private static final String HAS_ENDPOINT =
      "SELECT 1 FROM project_endpoint WHERE project_id = :project AND endpoint_id = :id";

  private static final String ADD_ENDPOINT =
      "INSERT INTO project_endpoint (project_id, endpoint_id) VALUES (:project, :id)";

  private static final String REMOVE_ENDPOINT =
      "DELETE FROM project_endpoint WHERE project_id = :project AND endpoint_id = :id";

  private static final String HAS_GROUP =
      """
      SELECT 1 FROM project_endpoint_group
       WHERE project_id = :project AND endpoint_group_id = :id\
      """;

  private static final String ADD_GROUP =
      "INSERT INTO project_endpoint_group (project_id, endpoint_group_id) VALUES (:project, :id)";

  private static final String REMOVE_GROUP =
      """
      DELETE FROM project_endpoint_group
       WHERE project_id = :project AND endpoint_group_id = :id\
      """;

  List<String> projectsOfEndpoint(Transaction tx, String endpointId) {
    return ids(tx, PROJECTS_OF_ENDPOINT, endpointId);
  }

  List<String> projectsOfGroup(Transaction tx, String groupId) {
    return ids(tx, PROJECTS_OF_GROUP, groupId);
  }

  List<String> endpointsOfProject(Transaction tx, String projectId) {
    return ids(tx, ENDPOINTS_OF_PROJECT, projectId);
  }

  private static List<String> ids(Transaction tx, String sql, String id) {
    return tx.sql(sql).bind("id", id).list(row -> row.text("id"));
  }

  boolean hasEndpoint(Transaction tx, String projectId, String endpointId) {
    return tx.sql(HAS_ENDPOINT).bind("project", projectId).bind("id", endpointId).exists();
  }

  void addEndpoint(Transaction tx, String projectId, String endpointId) {
    add(tx, ADD_ENDPOINT, "project_endpoint", projectId, endpointId);
  }

  boolean removeEndpoint(Transaction tx, String projectId, String endpointId) {
    return tx.sql(REMOVE_ENDPOINT).bind("project", projectId).bind("id", endpointId).update() > 0;
  }

  boolean hasGroup(Transaction tx, String projectId, String groupId) {
    return tx.sql(HAS_GROUP).bind("project", projectId).bind("id", groupId).exists();
  }

  void addGroup(Transaction tx, String projectId, String groupId) {
    add(tx, ADD_GROUP, "project_endpoint_group", projectId, groupId);
  }

  boolean removeGroup(Transaction tx, String projectId, String groupId) {
    return tx.sql(REMOVE_GROUP).bind("project", projectId).bind("id", groupId).update() > 0;
  }

  private static void add(Transaction tx, String sql, String noun, String projectId, String id) {
    try {
      tx.sql(sql).bind("project", projectId).bind("id", id).update();
    } catch (ConstraintViolation e) {
      throw e.violated() == ConstraintViolation.Type.UNIQUE
          ? Refusals.duplicate(noun, "ID " + id)
          : e;
    }
  }
}
