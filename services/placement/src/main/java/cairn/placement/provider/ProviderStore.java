package cairn.placement.provider;

import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The SQL of providers and of what they have. */
final class ProviderStore {
  /** Whoever holds this changes the provider alone. */
  static final String LOCK =
      """
      SELECT id, name, generation, parent_id, root_id FROM resource_provider
       WHERE id = :id FOR UPDATE\
      """;

  static final String FIND =
      """
      SELECT id, name, generation, parent_id, root_id FROM resource_provider WHERE id = :id\
      """;

  static final String INSERT =
      """
      INSERT INTO resource_provider (id, name, root_id) VALUES (:id, :name, :id)
      ON CONFLICT (id) DO NOTHING\
      """;

  static final String INSERT_CHILD =
      """
      INSERT INTO resource_provider (id, name, parent_id, root_id)
      SELECT :id, :name, parent.id, parent.root_id FROM resource_provider AS parent
       WHERE parent.id = :parent\
      """;

  /** Moves a provider, and whatever is below it, to another tree or out of one. */
  static final String MOVE =
      """
      WITH RECURSIVE below AS (
        SELECT id FROM resource_provider WHERE id = :id
        UNION
        SELECT child.id FROM resource_provider AS child JOIN below ON child.parent_id = below.id
      )
      UPDATE resource_provider
         SET root_id = :root,
             parent_id = CASE WHEN id = :id THEN :parent::uuid ELSE parent_id END,
             updated_at = now()
       WHERE id IN (SELECT id FROM below)\
      """;

  /** Whether a provider is the other one or is below it. */
  static final String WITHIN =
      """
      WITH RECURSIVE above AS (
        SELECT id, parent_id FROM resource_provider WHERE id = :id
        UNION
        SELECT parent.id, parent.parent_id FROM resource_provider AS parent
          JOIN above ON above.parent_id = parent.id
      )
      SELECT FROM above WHERE id = :other\
      """;

  static final Listing LISTING =
      Listing.of(
              "provider.id, provider.name, provider.generation, provider.parent_id,"
                  + " provider.root_id",
              "resource_provider AS provider",
              "provider.id")
          .sort("name", "provider.name");

  static final String RENAME =
      """
      UPDATE resource_provider SET name = :name, updated_at = now()
       WHERE id = :id AND name <> :name\
      """;

  static final String BUMP =
      """
      UPDATE resource_provider SET generation = generation + 1, updated_at = now()
       WHERE id = :id\
      """;

  static final String DELETE = "DELETE FROM resource_provider WHERE id = :id";

  static final String INVENTORIES =
      """
      SELECT resource_class, total, reserved, min_unit, max_unit, step_size, allocation_ratio
        FROM inventory WHERE provider_id = :id\
      """;

  static final String PUT_INVENTORY =
      """
      INSERT INTO inventory
        (provider_id, resource_class, total, reserved, min_unit, max_unit, step_size,
         allocation_ratio)
      VALUES
        (:id, :resource_class, :total, :reserved, :min_unit, :max_unit, :step_size,
         :allocation_ratio)
      ON CONFLICT (provider_id, resource_class) DO UPDATE
         SET total = excluded.total, reserved = excluded.reserved,
             min_unit = excluded.min_unit, max_unit = excluded.max_unit,
             step_size = excluded.step_size, allocation_ratio = excluded.allocation_ratio\
      """;

  static final String DELETE_OTHER_INVENTORIES =
      """
      DELETE FROM inventory WHERE provider_id = :id AND resource_class <> ALL(:classes)\
      """;

  static final String DELETE_INVENTORIES =
      "DELETE FROM inventory WHERE provider_id = :id AND resource_class = ANY(:classes)";

  static final String TRAITS = "SELECT trait FROM provider_trait WHERE provider_id = :id";

  static final String PUT_TRAITS =
      """
      INSERT INTO provider_trait (provider_id, trait)
      SELECT :id, trait FROM unnest(:traits::text[]) AS wanted (trait)
      ON CONFLICT DO NOTHING\
      """;

  static final String DELETE_OTHER_TRAITS =
      "DELETE FROM provider_trait WHERE provider_id = :id AND trait <> ALL(:traits)";

  static final String AGGREGATES =
      "SELECT aggregate_id FROM provider_aggregate WHERE provider_id = :id";

  static final String PUT_AGGREGATES =
      """
      INSERT INTO provider_aggregate (provider_id, aggregate_id)
      SELECT :id, aggregate FROM unnest(:aggregates::uuid[]) AS wanted (aggregate)
      ON CONFLICT DO NOTHING\
      """;

  static final String DELETE_OTHER_AGGREGATES =
      """
      DELETE FROM provider_aggregate
       WHERE provider_id = :id AND aggregate_id <> ALL(:aggregates::uuid[])\
      """;

  static final String DESCRIBE =
      """
      INSERT INTO provider_host (provider_id, enabled, up, zone)
      VALUES (:id, :enabled, :up, :zone)
      ON CONFLICT (provider_id) DO UPDATE
         SET enabled = excluded.enabled, up = excluded.up, zone = excluded.zone
       WHERE (provider_host.enabled, provider_host.up, provider_host.zone)
             IS DISTINCT FROM (excluded.enabled, excluded.up, excluded.zone)\
      """;

  static final String USAGES =
      """
      SELECT provider_id, resource_class, used FROM inventory WHERE provider_id = ANY(:ids::uuid[])\
      """;

  Optional<Provider> lock(Transaction tx, UUID id) {
    return tx.sql(LOCK).bind("id", id).optional(ProviderStore::provider);
  }

  Optional<Provider> find(Transaction tx, UUID id) {
    return tx.sql(FIND).bind("id", id).optional(ProviderStore::provider);
  }

  boolean insert(Transaction tx, UUID id, String name) {
    return tx.sql(INSERT).bind("id", id).bind("name", name).update() > 0;
  }

  boolean insert(Transaction tx, UUID id, String name, UUID parent) {
    return tx.sql(INSERT_CHILD).bind("id", id).bind("name", name).bind("parent", parent).update()
        > 0;
  }

  void move(Transaction tx, UUID id, Optional<UUID> parent, UUID root) {
    tx.sql(MOVE).bind("id", id).bind("parent", parent).bind("root", root).update();
  }

  boolean within(Transaction tx, UUID id, UUID other) {
    return tx.sql(WITHIN).bind("id", id).bind("other", other).exists();
  }

  boolean rename(Transaction tx, UUID id, String name) {
    return tx.sql(RENAME).bind("id", id).bind("name", name).update() > 0;
  }

  void bump(Transaction tx, UUID id) {
    tx.sql(BUMP).bind("id", id).update();
  }

  boolean delete(Transaction tx, UUID id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  Map<String, Inventory> inventories(Transaction tx, UUID id) {
    var inventories = new TreeMap<String, Inventory>();
    tx.sql(INVENTORIES)
        .bind("id", id)
        .forEach(row -> inventories.put(row.text("resource_class"), inventory(row)));
    return inventories;
  }

  /** The inventories as given and no others; what is used of them stays. */
  void replaceInventories(Transaction tx, UUID id, Map<String, Inventory> inventories) {
    tx.sql(DELETE_OTHER_INVENTORIES).bind("id", id).bind("classes", inventories.keySet()).update();
    putInventories(tx, id, inventories);
  }

  void putInventories(Transaction tx, UUID id, Map<String, Inventory> inventories) {
    tx.sql(PUT_INVENTORY)
        .bind("id", id)
        .batch(
            new TreeMap<>(inventories).entrySet(),
            (query, entry) ->
                query
                    .bind("resource_class", entry.getKey())
                    .bind("total", entry.getValue().total())
                    .bind("reserved", entry.getValue().reserved())
                    .bind("min_unit", entry.getValue().minUnit())
                    .bind("max_unit", entry.getValue().maxUnit())
                    .bind("step_size", entry.getValue().stepSize())
                    .bind("allocation_ratio", entry.getValue().allocationRatio()));
  }

  int deleteInventories(Transaction tx, UUID id, Collection<String> classes) {
    return tx.sql(DELETE_INVENTORIES).bind("id", id).bind("classes", classes).update();
  }

  Set<String> traits(Transaction tx, UUID id) {
    return Set.copyOf(tx.sql(TRAITS).bind("id", id).list(row -> row.text("trait")));
  }

  void replaceTraits(Transaction tx, UUID id, Set<String> traits) {
    tx.sql(DELETE_OTHER_TRAITS).bind("id", id).bind("traits", traits).update();
    tx.sql(PUT_TRAITS).bind("id", id).bind("traits", traits).update();
  }

  Set<UUID> aggregates(Transaction tx, UUID id) {
    return Set.copyOf(tx.sql(AGGREGATES).bind("id", id).list(row -> row.uuid("aggregate_id")));
  }

  void replaceAggregates(Transaction tx, UUID id, Set<UUID> aggregates) {
    tx.sql(DELETE_OTHER_AGGREGATES).bind("id", id).bind("aggregates", aggregates).update();
    tx.sql(PUT_AGGREGATES).bind("id", id).bind("aggregates", aggregates).update();
  }

  boolean describe(Transaction tx, UUID id, HostState state) {
    return tx.sql(DESCRIBE)
            .bind("id", id)
            .bind("enabled", state.enabled())
            .bind("up", state.up())
            .bind("zone", state.zone())
            .update()
        > 0;
  }

  Map<UUID, Map<String, Long>> usages(Transaction tx, Collection<UUID> ids) {
    var usages = new HashMap<UUID, Map<String, Long>>();
    tx.sql(USAGES)
        .bind("ids", ids)
        .forEach(row ->
            usages
                .computeIfAbsent(row.uuid("provider_id"), _ -> new TreeMap<>())
                .put(row.text("resource_class"), row.longInteger("used")));
    return usages;
  }

  static Provider provider(Row row) {
    return new Provider(
        row.uuid("id"),
        row.text("name"),
        row.longInteger("generation"),
        row.optionalUuid("parent_id"),
        row.uuid("root_id"));
  }

  static Inventory inventory(Row row) {
    return new Inventory(
        row.longInteger("total"),
        row.longInteger("reserved"),
        row.longInteger("min_unit"),
        row.longInteger("max_unit"),
        row.longInteger("step_size"),
        row.decimal("allocation_ratio"));
  }
}
