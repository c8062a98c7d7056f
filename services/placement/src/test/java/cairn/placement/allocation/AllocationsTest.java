package cairn.placement.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.placement.PlacementModule;
import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import cairn.placement.provider.Provider;
import cairn.placement.provider.ResourceClasses;
import cairn.placement.schedule.Decision;
import cairn.placement.schedule.Demand;
import cairn.placement.schedule.Scheduler;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.testkit.SqlStatements;
import cairn.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AllocationsTest {
  private static final TestDatabase POSTGRES = TestDatabase.create("placement");

  private static final Map<String, Long> ONE =
      Map.of(ResourceClasses.VCPU, 1L, ResourceClasses.MEMORY_MB, 1024L);

  private final Database database = POSTGRES.database();
  private final PlacementModule placement = new PlacementModule(database);
  // Each test has a zone of its own, as all share one database.
  private final String zone = "zone-" + UUID.randomUUID();
  private final UUID host = UUID.randomUUID();

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  @BeforeEach
  void host() {
    add(host, 10, 8192);
    placement.hosts().load();
  }

  private void add(UUID id, long vcpus, long memoryMib) {
    database.run(tx -> {
      placement
          .providers()
          .ensure(
              tx,
              id,
              "node-" + id,
              Map.of(
                  ResourceClasses.VCPU, Inventory.of(vcpus),
                  ResourceClasses.MEMORY_MB, Inventory.of(memoryMib)),
              Set.of("CUSTOM_A"));
      placement.providers().describe(tx, id, new HostState(true, true, zone));
    });
  }

  private void claim(UUID consumer, UUID provider, Map<String, Long> resources) {
    database.run(
        tx -> placement.allocations().claim(tx, consumer, provider, resources, "project", "user"));
  }

  private Map<String, Long> used(UUID provider) {
    return database
        .read(tx -> placement.providers().usages(tx, Set.of(provider)))
        .getOrDefault(provider, Map.of());
  }

  private Map<UUID, Map<String, Long>> claimed(UUID consumer) {
    return database.read(tx -> placement.allocations().ofConsumer(tx, consumer));
  }

  private Provider provider() {
    return database.read(tx -> placement.providers().find(tx, host).orElseThrow());
  }

  @Test
  void everyStatementIsGood() {
    assertThat(SqlStatements.check(database, "cairn.placement")).isGreaterThan(20);
  }

  @Test
  void aClaimIsCountedAndGivenBack() {
    var consumer = UUID.randomUUID();
    claim(consumer, host, ONE);
    assertThat(used(host)).isEqualTo(ONE);
    assertThat(claimed(consumer)).isEqualTo(Map.of(host, ONE));
    database.run(tx -> placement.allocations().release(tx, consumer));
    assertThat(used(host).values()).containsOnly(0L);
    assertThat(claimed(consumer)).isEmpty();
    database.run(tx -> placement.allocations().release(tx, consumer));
  }

  @Test
  void aClaimThatDoesNotFitIsStaleAndLeavesNothing() {
    var consumer = UUID.randomUUID();
    database.run(tx -> {
      assertThatThrownBy(() ->
              placement
                  .allocations()
                  .claim(
                      tx,
                      consumer,
                      host,
                      Map.of(ResourceClasses.VCPU, 1L, ResourceClasses.MEMORY_MB, 9000L),
                      "project",
                      "user"))
          .isInstanceOf(StaleClaim.class);
      // The transaction goes on.
      assertThat(placement.providers().find(tx, host)).isPresent();
    });
    assertThat(used(host).values()).containsOnly(0L);
    assertThatThrownBy(() -> claim(consumer, host, Map.of("VGPU", 1L)))
        .isInstanceOf(StaleClaim.class);
    assertThatThrownBy(() -> claim(consumer, UUID.randomUUID(), ONE))
        .isInstanceOf(StaleClaim.class);
  }

  @Test
  void twiceTheSameConsumerOnTheSameProviderIsStale() {
    var consumer = UUID.randomUUID();
    claim(consumer, host, ONE);
    assertThatThrownBy(() -> claim(consumer, host, ONE)).isInstanceOf(StaleClaim.class);
    assertThat(used(host)).isEqualTo(ONE);
  }

  @Test
  void aConsumerMayHaveTwoProvidersAndGiveBackOne() {
    var other = UUID.randomUUID();
    add(other, 4, 4096);
    var consumer = UUID.randomUUID();
    claim(consumer, host, ONE);
    claim(consumer, other, ONE);
    database.run(tx -> placement.allocations().release(tx, consumer, host));
    assertThat(claimed(consumer)).containsOnlyKeys(other);
    assertThat(used(host).values()).containsOnly(0L);
  }

  @Test
  void aProviderInUseStays() {
    claim(UUID.randomUUID(), host, ONE);
    assertThatThrownBy(() -> database.run(tx -> placement.providers().delete(tx, host)))
        .isInstanceOfSatisfying(
            CloudException.class,
            error -> assertThat(error.type()).isEqualTo("placement.resource_provider.inuse"));
  }

  /** Many at once plan on the same picture; never more is given away than there is. */
  @Test
  void nothingIsGivenAwayTwice() throws Exception {
    var second = UUID.randomUUID();
    add(second, 5, 1 << 20);
    placement.hosts().load();
    var placed = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var i = 0; i < 60; i++) {
        var seed = i;
        all.add(
            threads.submit(() -> {
              if (place(seed)) {
                placed.incrementAndGet();
              } else {
                refused.incrementAndGet();
              }
            }));
      }
      for (var one : all) {
        one.get();
      }
    }
    // 8 fit into the first host's memory, 5 into the second's CPUs.
    assertThat(placed).hasValue(13);
    assertThat(refused).hasValue(47);
    assertThat(used(host)).containsEntry(ResourceClasses.MEMORY_MB, 8192L);
    assertThat(used(second)).containsEntry(ResourceClasses.VCPU, 5L);
    placement.hosts().refresh(Set.of(host, second));
    assertThat(placement.hosts().snapshot().host(second).orElseThrow().free(ResourceClasses.VCPU))
        .isZero();
  }

  private boolean place(long seed) {
    var demand = Demand.of(ONE, seed).required(Set.of("CUSTOM_A")).zone(zone);
    while (true) {
      if (!(Scheduler.place(placement.hosts().snapshot(), demand) instanceof Decision.Plan plan)) {
        return false;
      }
      try {
        claim(UUID.randomUUID(), plan.provider(), ONE);
        return true;
      } catch (StaleClaim e) {
        placement.hosts().refresh(List.of(plan.provider()));
      }
    }
  }

  @Test
  void theIndexFollowsTheRows() {
    assertThat(placement.hosts().snapshot().host(host).orElseThrow().free(ResourceClasses.VCPU))
        .isEqualTo(10);
    var consumer = UUID.randomUUID();
    claim(consumer, host, ONE);
    // At once, from the commit; and the same when the row is read.
    var claimed = placement.hosts().snapshot().host(host).orElseThrow();
    assertThat(claimed.free(ResourceClasses.VCPU)).isEqualTo(9);
    placement.hosts().refresh(List.of(host));
    assertThat(placement.hosts().snapshot().host(host)).contains(claimed);

    database.run(
        tx -> placement.providers().describe(tx, host, new HostState(false, true, "east")));
    database.run(tx -> placement.allocations().release(tx, consumer));
    database.run(tx -> placement.providers().aggregates(tx, host, Set.of(consumer)));
    placement.hosts().refresh(List.of(host));
    var changed = placement.hosts().snapshot().host(host).orElseThrow();
    assertThat(changed.state()).isEqualTo(new HostState(false, true, "east"));
    assertThat(changed.aggregates()).containsExactly(consumer);
    assertThat(changed.free(ResourceClasses.VCPU)).isEqualTo(10);

    database.run(tx -> placement.providers().delete(tx, host));
    placement.hosts().refresh(List.of(host));
    assertThat(placement.hosts().snapshot().host(host)).isEmpty();
  }

  /** What one server claims the others hear of by the change feed. */
  @Test
  void anotherServersIndexFollows() {
    var other = new PlacementModule(database);
    try (var feed = new ChangeFeed(POSTGRES.config(), Time.system())) {
      other.follow(feed);
      feed.start();
      await().until(() -> other.hosts().snapshot().host(host).isPresent());
      claim(UUID.randomUUID(), host, ONE);
      await()
          .until(() ->
              other.hosts().snapshot().host(host).orElseThrow().free(ResourceClasses.VCPU) == 9);
    }
  }

  @Test
  void ensureIsIdempotent() {
    var before = provider();
    add(host, 10, 8192);
    assertThat(provider()).isEqualTo(before);
    claim(UUID.randomUUID(), host, ONE);
    add(host, 5, 8192);
    assertThat(used(host)).isEqualTo(ONE);
    assertThat(provider().generation()).isEqualTo(before.generation() + 2);
  }
}
