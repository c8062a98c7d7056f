package cairn.placement.allocation;

import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The SQL of allocations and their consumers. */
final class AllocationStore {
  static final String PUT_CONSUMER =
      """
      INSERT INTO consumer (id, project_id, user_id) VALUES (:consumer, :project, :user)
      ON CONFLICT (id) DO UPDATE
         SET project_id = excluded.project_id, user_id = excluded.user_id,
             generation = consumer.generation + 1, updated_at = now()\
      """;

  /**
   * All or nothing is the caller's part: the number of rows tells how many classes were claimed.
   * Raising the generation first makes claims on one provider wait for one another there, and so
   * never in a circle on its inventories.
   */
  static final String CLAIM =
      """
      WITH provider AS (
        UPDATE resource_provider SET generation = generation + 1, updated_at = now()
         WHERE id = :provider RETURNING id, generation
      ), claimed AS (
        UPDATE inventory SET used = inventory.used + wanted.amount
          FROM provider,
               unnest(:classes::text[], :amounts::bigint[]) AS wanted (resource_class, amount)
         WHERE inventory.provider_id = provider.id
           AND inventory.resource_class = wanted.resource_class
           AND wanted.amount BETWEEN inventory.min_unit AND inventory.max_unit
           AND wanted.amount % inventory.step_size = 0
           AND inventory.used + wanted.amount
               <= floor((inventory.total - inventory.reserved) * inventory.allocation_ratio)
        RETURNING inventory.resource_class, wanted.amount
      )
      INSERT INTO allocation (consumer_id, provider_id, resource_class, used)
      SELECT :consumer, :provider, resource_class, amount FROM claimed
      ON CONFLICT DO NOTHING
      RETURNING (SELECT generation FROM provider) AS generation\
      """;

  /** In the order of the ids, so that two that need the same providers do not block one another. */
  static final String LOCK_PROVIDERS =
      """
      SELECT id FROM resource_provider
       WHERE id IN (SELECT provider_id FROM allocation WHERE consumer_id = :consumer)
       ORDER BY id FOR UPDATE\
      """;

  static final String RELEASE =
      """
      WITH gone AS (
        DELETE FROM allocation
         WHERE consumer_id = :consumer AND provider_id = ANY(:providers::uuid[])
        RETURNING provider_id, resource_class, used
      ), given AS (
        UPDATE inventory SET used = inventory.used - gone.used FROM gone
         WHERE inventory.provider_id = gone.provider_id
           AND inventory.resource_class = gone.resource_class
      )
      UPDATE resource_provider SET generation = generation + 1, updated_at = now()
       WHERE id IN (SELECT provider_id FROM gone)
      RETURNING id\
      """;

  static final String DELETE_CONSUMER =
      """
      DELETE FROM consumer WHERE id = :consumer
         AND NOT EXISTS (SELECT FROM allocation WHERE consumer_id = :consumer)\
      """;

  static final String OF_CONSUMER =
      """
      SELECT provider_id, resource_class, used FROM allocation WHERE consumer_id = :consumer\
      """;

  void putConsumer(Transaction tx, UUID consumer, String projectId, String userId) {
    tx.sql(PUT_CONSUMER)
        .bind("consumer", consumer)
        .bind("project", projectId)
        .bind("user", userId)
        .update();
  }

  /**
   * The provider's new generation, once for each class that could be claimed; if that is not all of
   * them, the caller undoes it.
   */
  List<Long> claim(Transaction tx, UUID consumer, UUID provider, Map<String, Long> resources) {
    var ordered = List.copyOf(new TreeMap<>(resources).entrySet());
    return tx.sql(CLAIM)
        .bind("consumer", consumer)
        .bind("provider", provider)
        .bind("classes", ordered.stream().map(Map.Entry::getKey).toList())
        .bind("amounts", ordered.stream().map(Map.Entry::getValue).toList())
        .list(row -> row.longInteger("generation"));
  }

  List<UUID> lockProviders(Transaction tx, UUID consumer) {
    return tx.sql(LOCK_PROVIDERS).bind("consumer", consumer).list(row -> row.uuid("id"));
  }

  List<UUID> release(Transaction tx, UUID consumer, List<UUID> providers) {
    return tx.sql(RELEASE)
        .bind("consumer", consumer)
        .bind("providers", providers)
        .list(row -> row.uuid("id"));
  }

  boolean deleteConsumer(Transaction tx, UUID consumer) {
    return tx.sql(DELETE_CONSUMER).bind("consumer", consumer).update() > 0;
  }

  Map<UUID, Map<String, Long>> ofConsumer(Transaction tx, UUID consumer) {
    var all = new TreeMap<UUID, Map<String, Long>>();
    tx.sql(OF_CONSUMER)
        .bind("consumer", consumer)
        .forEach(row ->
            all.computeIfAbsent(row.uuid("provider_id"), _ -> new TreeMap<>())
                .put(row.text("resource_class"), row.longInteger("used")));
    return all;
  }
}
