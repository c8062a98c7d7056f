package cairn.placement.allocation;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The SQL of allocations and their consumers. */
final class AllocationStore {
  static final String PUT_CONSUMER =
      """
      INSERT INTO consumer (id, project_id, user_id, consumer_type, generation)
      VALUES (:consumer, :project, :user, :type, 1)
      ON CONFLICT (id) DO UPDATE
         SET project_id = excluded.project_id, user_id = excluded.user_id,
             consumer_type = CASE WHEN excluded.consumer_type = '' THEN consumer.consumer_type
                                  ELSE excluded.consumer_type END,
             generation = consumer.generation + 1, updated_at = now()\
      """;

  static final String CONSUMER =
      """
      SELECT project_id, user_id, consumer_type, generation FROM consumer WHERE id = :consumer\
      """;

  static final String LOCK_CONSUMER = CONSUMER + " FOR UPDATE";

  private static final String CLAIMING =
      """
      provider AS (
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

  /**
   * All or nothing is the caller's part: the number of rows tells how many classes were claimed.
   * Raising the generation first makes claims on one provider wait for one another there, and so
   * never in a circle on its inventories.
   */
  static final String CLAIM = "WITH " + CLAIMING;

  /** Names the consumer and claims for it, in one statement. */
  static final String CLAIM_NEW =
      """
      WITH claimant AS (
        INSERT INTO consumer (id, project_id, user_id, consumer_type, generation)
        VALUES (:consumer, :project, :user, :type, 1)
        ON CONFLICT (id) DO UPDATE
           SET project_id = excluded.project_id, user_id = excluded.user_id,
               generation = consumer.generation + 1, updated_at = now()
      ),
      """
          + CLAIMING;

  /** In the order of the ids, so that two that need the same providers do not block one another. */
  static final String LOCK_PROVIDERS =
      """
      SELECT id FROM resource_provider
       WHERE id IN (SELECT provider_id FROM allocation WHERE consumer_id = :consumer)
       ORDER BY id FOR UPDATE\
      """;

  static final String LOCK_ALL =
      """
      SELECT id FROM resource_provider
       WHERE id = ANY(:providers::uuid[])
          OR id IN (SELECT provider_id FROM allocation WHERE consumer_id = ANY(:consumers::uuid[]))
       ORDER BY id FOR UPDATE\
      """;

  static final String SHOWN =
      """
      SELECT provider.id, provider.generation, allocation.resource_class, allocation.used
        FROM allocation JOIN resource_provider AS provider ON provider.id = allocation.provider_id
       WHERE allocation.consumer_id = :consumer ORDER BY provider.id, allocation.resource_class\
      """;

  static final String OF_PROVIDER =
      """
      SELECT consumer.id, consumer.generation, allocation.resource_class, allocation.used
        FROM allocation JOIN consumer ON consumer.id = allocation.consumer_id
       WHERE allocation.provider_id = :provider ORDER BY consumer.id, allocation.resource_class\
      """;

  static final String USAGES =
      """
      SELECT consumer.consumer_type, allocation.resource_class, sum(allocation.used) AS used
        FROM allocation JOIN consumer ON consumer.id = allocation.consumer_id
       WHERE consumer.project_id = :project AND (:user = '' OR consumer.user_id = :user)
       GROUP BY consumer.consumer_type, allocation.resource_class
       ORDER BY consumer.consumer_type, allocation.resource_class\
      """;

  static final String CONSUMERS =
      """
      SELECT consumer_type, count(*) AS consumers FROM consumer
       WHERE project_id = :project AND (:user = '' OR user_id = :user)
       GROUP BY consumer_type\
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

  void putConsumer(Transaction tx, UUID consumer, String projectId, String userId, String type) {
    tx.sql(PUT_CONSUMER)
        .bind("consumer", consumer)
        .bind("project", projectId)
        .bind("user", userId)
        .bind("type", type)
        .update();
  }

  Optional<ClaimantRow> claimant(Transaction tx, UUID consumer) {
    return tx.sql(CONSUMER).bind("consumer", consumer).optional(AllocationStore::claimant);
  }

  Optional<ClaimantRow> lockClaimant(Transaction tx, UUID consumer) {
    return tx.sql(LOCK_CONSUMER).bind("consumer", consumer).optional(AllocationStore::claimant);
  }

  private static ClaimantRow claimant(Row row) {
    return new ClaimantRow(
        row.text("project_id"),
        row.text("user_id"),
        row.text("consumer_type"),
        row.longInteger("generation"));
  }

  /** Who has claimed, as stored. */
  record ClaimantRow(String project, String user, String type, long generation) {}

  List<UUID> lockAll(Transaction tx, Collection<UUID> providers, Collection<UUID> consumers) {
    return tx.sql(LOCK_ALL)
        .bind("providers", providers)
        .bind("consumers", consumers)
        .list(row -> row.uuid("id"));
  }

  /** One part of an allocation as lists show it. */
  record Part(UUID id, long generation, String resourceClass, long used) {}

  List<Part> shown(Transaction tx, UUID consumer) {
    return tx.sql(SHOWN).bind("consumer", consumer).list(AllocationStore::part);
  }

  List<Part> ofProvider(Transaction tx, UUID provider) {
    return tx.sql(OF_PROVIDER).bind("provider", provider).list(AllocationStore::part);
  }

  private static Part part(Row row) {
    return new Part(
        row.uuid("id"),
        row.longInteger("generation"),
        row.text("resource_class"),
        row.longInteger("used"));
  }

  /** What consumers of one type use of one class. */
  record Usage(String type, String resourceClass, long used) {}

  List<Usage> usages(Transaction tx, String project, String user) {
    return tx.sql(USAGES)
        .bind("project", project)
        .bind("user", user)
        .list(row ->
            new Usage(
                row.text("consumer_type"), row.text("resource_class"), row.longInteger("used")));
  }

  /** How many consumers of each type there are. */
  Map<String, Long> consumers(Transaction tx, String project, String user) {
    var counts = new TreeMap<String, Long>();
    tx.sql(CONSUMERS)
        .bind("project", project)
        .bind("user", user)
        .forEach(row -> counts.put(row.text("consumer_type"), row.longInteger("consumers")));
    return counts;
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

  /** The same for a consumer that is named, or named anew, along with it. */
  List<Long> claimNew(
      Transaction tx,
      UUID consumer,
      String projectId,
      String userId,
      UUID provider,
      Map<String, Long> resources) {
    var ordered = List.copyOf(new TreeMap<>(resources).entrySet());
    return tx.sql(CLAIM_NEW)
        .bind("consumer", consumer)
        .bind("project", projectId)
        .bind("user", userId)
        .bind("type", "INSTANCE")
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
