package cairn.placement.allocation;

import cairn.common.CloudException;
import cairn.placement.provider.Providers;
import cairn.placement.schedule.HostIndex;
import cairn.placement.wire.Generations;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    var _ =
        tx.nested(() -> {
          claimOrGiveUp(tx, consumer, provider, resources, projectId, userId);
          return true;
        });
  }

  /**
   * The same without a savepoint, for who gives up the whole transaction when a claim is stale.
   *
   * @throws StaleClaim for the same reasons; what was written until then must not be committed
   */
  public void claimOrGiveUp(
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
    var claimed = store.claimNew(tx, consumer, projectId, userId, provider, needed);
    if (claimed.size() != needed.size()) {
      throw new StaleClaim(consumer, provider);
    }
    var generation = claimed.getFirst();
    tx.changed(Providers.TOPIC, provider.toString());
    tx.afterCommit(() -> hosts.claimed(provider, needed, generation));
  }

  /**
   * Puts claims in the place of all that their consumers have: first everything is given back, then
   * everything is claimed, so that consumers can hand things to one another.
   *
   * @throws CloudException CONFLICT when a consumer has changed meanwhile or a provider has not
   *     enough, BAD_REQUEST when there is no such provider; nothing has changed then
   */
  void replace(Transaction tx, List<Claim> claims) {
    var consumers = claims.stream().map(Claim::consumer).toList();
    var wanted =
        claims.stream().flatMap(claim -> claim.resources().keySet().stream()).distinct().toList();
    var locked = store.lockAll(tx, wanted, consumers);
    for (var provider : wanted) {
      if (!locked.contains(provider)) {
        throw new CloudException(
            CloudException.Kind.BAD_REQUEST,
            "Allocation for resource provider '%s' that does not exist.".formatted(provider));
      }
    }
    for (var claim : claims) {
      checkGeneration(
          claim, store.lockClaimant(tx, claim.consumer()).map(known -> known.generation()));
    }
    consumers.forEach(consumer -> store.release(tx, consumer, locked));
    claims.forEach(claim -> claim(tx, claim));
    locked.forEach(provider -> tx.changed(Providers.TOPIC, provider.toString()));
  }

  private void claim(Transaction tx, Claim claim) {
    if (claim.resources().isEmpty()) {
      store.deleteConsumer(tx, claim.consumer());
      return;
    }
    store.putConsumer(tx, claim.consumer(), claim.project(), claim.user(), claim.type());
    claim
        .resources()
        .forEach((provider, resources) -> {
          if (store.claim(tx, claim.consumer(), provider, resources).size() != resources.size()) {
            throw new StaleClaim(claim.consumer(), provider);
          }
        });
  }

  private static void checkGeneration(Claim claim, Optional<Long> known) {
    switch (claim.expected()) {
      case Claim.Any() -> {
        // An older client, who does not look.
      }
      case Claim.New() -> {
        if (known.isPresent()) {
          throw consumerConflict(claim, known);
        }
      }
      case Claim.Exactly(var generation) -> {
        if (known.filter(generation::equals).isEmpty()) {
          throw consumerConflict(claim, known);
        }
      }
    }
  }

  private static CloudException consumerConflict(Claim claim, Optional<Long> known) {
    return Generations.conflict(
        "consumer generation conflict - expected %s but got %s for consumer %s"
            .formatted(
                known.map(String::valueOf).orElse("null"), claim.expected(), claim.consumer()));
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
