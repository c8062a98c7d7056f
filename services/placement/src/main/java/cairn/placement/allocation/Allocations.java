package cairn.placement.allocation;

import cairn.placement.provider.Providers;
import cairn.placement.schedule.HostIndex;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Claims and releases. Safe for many threads; safe among many servers, as PostgreSQL decides. */
public final class Allocations {
  private final AllocationStore store = new AllocationStore();
  private final HostIndex hosts;

  /** Claims are entered in that index as soon as they are committed. */
  public Allocations(HostIndex hosts) {
    this.hosts = hosts;
  }

  /**
   * Claims that much of the provider for the consumer, beside what it has of other providers.
   *
   * @param resources amounts by class; those of 0 are left out
   * @throws StaleClaim when the provider is gone, has not that much, does not give it in such
   *     pieces, or has given something to that consumer before; the transaction can go on after it
   */
  public void claim(
      Transaction tx,
      UUID consumer,
      UUID provider,
      Map<String, Long> resources,
      String projectId,
      String userId) {
    var needed = new TreeMap<>(resources);
    needed.values().removeIf(amount -> amount == 0);
    if (needed.isEmpty()) {
      return;
    }
    var generation =
        tx.nested(() -> {
          store.putConsumer(tx, consumer, projectId, userId);
          var claimed = store.claim(tx, consumer, provider, needed);
          if (claimed.size() != needed.size()) {
            throw new StaleClaim(consumer, provider);
          }
          return claimed.getFirst();
        });
    tx.changed(Providers.TOPIC, provider.toString());
    tx.afterCommit(() -> hosts.claimed(provider, needed, generation));
  }

  /** Gives back all that the consumer has; nothing when it has nothing. */
  public void release(Transaction tx, UUID consumer) {
    release(tx, consumer, store.lockProviders(tx, consumer));
  }

  /** Gives back what the consumer has of one provider, as after a migration. */
  public void release(Transaction tx, UUID consumer, UUID provider) {
    store.lockProviders(tx, consumer);
    release(tx, consumer, List.of(provider));
  }

  private void release(Transaction tx, UUID consumer, List<UUID> providers) {
    for (var provider : store.release(tx, consumer, providers)) {
      tx.changed(Providers.TOPIC, provider.toString());
    }
    store.deleteConsumer(tx, consumer);
  }

  /** What the consumer has, by provider and class. */
  public Map<UUID, Map<String, Long>> ofConsumer(Transaction tx, UUID consumer) {
    return store.ofConsumer(tx, consumer);
  }
}
