package cairn.compute.flavor;

import cairn.common.Json;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** All SQL about flavors. */
final class FlavorStore {
  private static final String COLUMNS =
      """
      SELECT f.id, f.name, f.memory_mib, f.vcpus, f.disk_gib, f.ephemeral_gib, f.swap_mib,
             f.rxtx_factor, f.is_public, f.description, f.extra_specs
        FROM flavor f
      """;

  /** Those that a project sees, or all for an empty project. */
  private static final String VISIBLE =
      """
       (:project::text IS NULL OR f.is_public
        OR EXISTS (SELECT 1 FROM flavor_access a
                    WHERE a.flavor_id = f.id AND a.project_id = :project))
      """;

  private static final String FIND = COLUMNS + " WHERE f.id = :id AND " + VISIBLE;

  private static final String MATCHING =
      COLUMNS
          + """
           WHERE %s AND (:public::boolean IS NULL OR f.is_public = :public
                         OR (:public AND :project::text IS NOT NULL))
             AND f.memory_mib >= :ram AND f.disk_gib >= :disk
          """
              .formatted(VISIBLE);

  private static final String INSERT =
      """
      INSERT INTO flavor (id, name, memory_mib, vcpus, disk_gib, ephemeral_gib, swap_mib,
                          rxtx_factor, is_public, description, extra_specs, created_at)
      VALUES (:id, :name, :memory, :vcpus, :disk, :ephemeral, :swap,
              :rxtx, :public, :description, :specs, :now)
      """;
  private static final String INSERT_MISSING = INSERT + " ON CONFLICT DO NOTHING";
  private static final String DESCRIBE =
      "UPDATE flavor SET description = :description, updated_at = :now WHERE id = :id";
  private static final String DELETE = "DELETE FROM flavor WHERE id = :id";
  private static final String ADD_SPECS =
      """
      UPDATE flavor SET extra_specs = extra_specs || :specs, updated_at = :now WHERE id = :id\
      """;
  private static final String DROP_SPEC =
      """
      UPDATE flavor SET extra_specs = extra_specs - :key, updated_at = :now
       WHERE id = :id AND jsonb_exists(extra_specs, :key)
      """;
  private static final String PROJECTS =
      "SELECT project_id FROM flavor_access WHERE flavor_id = :id ORDER BY project_id";
  private static final String ADD_PROJECT =
      """
      INSERT INTO flavor_access (flavor_id, project_id) VALUES (:id, :project)
      ON CONFLICT DO NOTHING
      """;
  private static final String DROP_PROJECT =
      "DELETE FROM flavor_access WHERE flavor_id = :id AND project_id = :project";

  Optional<Flavor> find(Transaction tx, Optional<String> project, String id) {
    return tx.sql(FIND)
        .bind("id", id)
        .bind("project", project)
        .recalled()
        .optional(FlavorStore::flavor);
  }

  /** All that match, unsorted: flavors are few, so sorting and paging is done by who asks. */
  List<Flavor> matching(Transaction tx, FlavorFilter filter) {
    return tx.sql(MATCHING)
        .bind("project", filter.project())
        .bind("public", filter.isPublic())
        .bind("ram", filter.memoryMibMin())
        .bind("disk", filter.diskGibMin())
        .recalled()
        .list(FlavorStore::flavor);
  }

  void insert(Transaction tx, Flavor flavor, Instant now) {
    insert(tx, INSERT, flavor, now);
  }

  void insertIfMissing(Transaction tx, Flavor flavor, Instant now) {
    insert(tx, INSERT_MISSING, flavor, now);
  }

  private static void insert(Transaction tx, String statement, Flavor flavor, Instant now) {
    tx.sql(statement)
        .bind("id", flavor.id())
        .bind("name", flavor.name())
        .bind("memory", flavor.memoryMib())
        .bind("vcpus", flavor.vcpus())
        .bind("disk", flavor.diskGib())
        .bind("ephemeral", flavor.ephemeralGib())
        .bind("swap", flavor.swapMib())
        .bind("rxtx", flavor.rxtxFactor())
        .bind("public", flavor.isPublic())
        .bind("description", flavor.description())
        .bind("specs", Json.MAPPER.valueToTree(flavor.extraSpecs()))
        .bind("now", now)
        .update();
  }

  boolean describe(Transaction tx, String id, Optional<String> description, Instant now) {
    return tx.sql(DESCRIBE)
            .bind("id", id)
            .bind("description", description)
            .bind("now", now)
            .update()
        > 0;
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  boolean addSpecs(Transaction tx, String id, Map<String, String> specs, Instant now) {
    return tx.sql(ADD_SPECS)
            .bind("id", id)
            .bind("specs", Json.MAPPER.valueToTree(specs))
            .bind("now", now)
            .update()
        > 0;
  }

  boolean dropSpec(Transaction tx, String id, String key, Instant now) {
    return tx.sql(DROP_SPEC).bind("id", id).bind("key", key).bind("now", now).update() > 0;
  }

  List<String> projects(Transaction tx, String id) {
    return tx.sql(PROJECTS).bind("id", id).list(row -> row.text("project_id"));
  }

  boolean addProject(Transaction tx, String id, String project) {
    return tx.sql(ADD_PROJECT).bind("id", id).bind("project", project).update() > 0;
  }

  boolean dropProject(Transaction tx, String id, String project) {
    return tx.sql(DROP_PROJECT).bind("id", id).bind("project", project).update() > 0;
  }

  private static Flavor flavor(Row row) {
    return new Flavor(
        row.text("id"),
        row.text("name"),
        row.integer("memory_mib"),
        row.integer("vcpus"),
        row.integer("disk_gib"),
        row.integer("ephemeral_gib"),
        row.integer("swap_mib"),
        row.decimal("rxtx_factor"),
        row.bool("is_public"),
        row.optionalText("description"),
        Json.MAPPER.convertValue(
            row.json("extra_specs"), new TypeReference<Map<String, String>>() {}));
  }
}
