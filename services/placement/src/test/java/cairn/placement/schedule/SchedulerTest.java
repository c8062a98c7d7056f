package cairn.placement.schedule;

import static cairn.placement.schedule.Hosts.SMALL;
import static cairn.placement.schedule.Hosts.id;
import static cairn.placement.schedule.Hosts.inventory;
import static cairn.placement.schedule.Hosts.marked;
import static cairn.placement.schedule.Hosts.need;
import static cairn.placement.schedule.Hosts.node;
import static cairn.placement.schedule.Hosts.state;
import static org.assertj.core.api.Assertions.assertThat;

import cairn.placement.provider.Inventory;
import cairn.placement.provider.ResourceClasses;
import cairn.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private static String placed(Demand demand, Host... hosts) {
    return switch (Scheduler.place(Snapshot.of(List.of(hosts)), demand)) {
      case Decision.Plan plan -> plan.name();
      case Decision.Refusal refusal -> refusal.text();
    };
  }

  private static Demand small() {
    return Demand.of(SMALL, 1);
  }

  @Test
  void takesTheHostWithTheMostFreeMemory() {
    assertThat(placed(small(), node(1, 4096), node(2, 8192), node(3, 6000))).isEqualTo("node-2");
  }

  @Test
  void breaksTiesByTheSeedAloneAndSpreadsOverSeeds() {
    var hosts = List.of(node(1), node(2), node(3), node(4));
    var forward = Snapshot.of(hosts);
    var backward = Snapshot.of(hosts.reversed());
    var chosen = new HashSet<Decision>();
    for (var seed = 0; seed < 50; seed++) {
      var decision = Scheduler.place(forward, Demand.of(SMALL, seed));
      assertThat(Scheduler.place(backward, Demand.of(SMALL, seed))).isEqualTo(decision);
      chosen.add(decision);
    }
    assertThat(chosen).hasSize(4);
  }

  @Test
  void explainsARefusalByCountsAndTheSmallestChange() {
    var text =
        placed(
            Demand.of(need(1, 4096, 10), 1),
            node(1, 1024),
            node(2, 2048),
            node(3, 512),
            state(node(4), false, true, "nova"));
    assertThat(text)
        .isEqualTo(
            "4 hosts: 1 is disabled, 3 have too little memory (need 4096 MiB, the most free is"
                + " 2048 MiB on node-2). node-2 would fit with at most 2048 MiB of memory.");
  }

  @Test
  void refusalCountsEachHostOnceUnderItsRulesName() {
    var decision =
        Scheduler.place(
            Snapshot.of(List.of(node(1, 1024), state(node(2, 1024), true, false, "nova"))),
            small());
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refusal.class,
            refusal -> {
              assertThat(refusal.hosts()).isEqualTo(2);
              assertThat(refusal.refused())
                  .extracting(Decision.Refused::rule, Decision.Refused::hosts)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple("up", 1),
                      org.assertj.core.groups.Tuple.tuple("memory", 1));
              assertThat(refusal.closest()).startsWith("node-1 would fit");
            });
  }

  @Test
  void saysSoWhenThereIsNoHost() {
    assertThat(placed(small())).isEqualTo("There is no host yet.");
  }

  @Test
  void leavesOutDisabledHostsAndThoseThatAreDown() {
    assertThat(
            placed(
                small(),
                state(node(1), false, true, "nova"),
                state(node(2), true, false, "nova"),
                node(3)))
        .isEqualTo("node-3");
  }

  @Test
  void keepsToTheZone() {
    assertThat(placed(small().zone("east"), node(1), state(node(2), true, true, "east")))
        .isEqualTo("node-2");
    assertThat(placed(small().zone("west"), node(1)))
        .isEqualTo(
            "1 host: 1 is not in availability zone west."
                + " node-1 would fit if another availability zone will do.");
  }

  @Test
  void countsWhatIsReservedAndTheRatio() {
    var memory = ResourceClasses.MEMORY_MB;
    var twice = inventory(node(1), memory, Inventory.of(1024).withRatio(2.0));
    var kept = inventory(node(2), memory, Inventory.of(2048).withReserved(1));
    // What is claimed at once is never more than the host has, however often it gives it away.
    var whole = inventory(node(3), memory, new Inventory(1024, 0, 1, 4096, 1, 2.0));
    assertThat(placed(small(), twice)).contains("too little memory");
    assertThat(placed(small(), kept)).contains("too little memory");
    assertThat(placed(small(), whole)).isEqualTo("node-3");
  }

  @Test
  void keepsToMinimumAndStep() {
    var disk = ResourceClasses.DISK_GB;
    var steps = inventory(node(1), disk, new Inventory(100, 0, 10, 100, 5, 1.0));
    assertThat(placed(Demand.of(need(1, 1, 15), 1), steps)).isEqualTo("node-1");
    assertThat(placed(Demand.of(need(1, 1, 12), 1), steps))
        .isEqualTo(
            "1 host: 1 gives disk only in other sizes than 12 GiB."
                + " node-1 would fit with disk in multiples of 5 GiB from 10 GiB.");
    assertThat(placed(Demand.of(need(1, 1, 5), 1), steps)).contains("other sizes");
  }

  @Test
  void needsEveryClassThatIsAskedForAndNoneOfWhichZeroIsAsked() {
    var gpu = Map.of(ResourceClasses.VCPU, 1L, "VGPU", 1L);
    assertThat(placed(Demand.of(gpu, 1), node(1)))
        .isEqualTo("1 host: 1 has no VGPU at all. node-1 would fit without any VGPU.");
    assertThat(placed(Demand.of(Map.of("VGPU", 0L), 1), node(1))).isEqualTo("node-1");
  }

  @Test
  void requiresAndForbidsTraits() {
    var ssd = marked(node(1), Set.of("STORAGE_DISK_SSD"), Set.of());
    assertThat(placed(small().required(Set.of("STORAGE_DISK_SSD")), ssd, node(2, 16384)))
        .isEqualTo("node-1");
    assertThat(placed(small().forbidden(Set.of("STORAGE_DISK_SSD")), ssd, node(2, 4096)))
        .isEqualTo("node-2");
    assertThat(placed(small().required(Set.of("CUSTOM_X")), ssd))
        .startsWith("1 host: 1 has not the trait CUSTOM_X.");
  }

  @Test
  void keepsToAggregates() {
    var red = new UUID(1, 1);
    var blue = new UUID(2, 2);
    var both = marked(node(1, 4096), Set.of(), Set.of(red, blue));
    var one = marked(node(2, 6000), Set.of(), Set.of(red));
    var none = node(3, 8192);
    assertThat(placed(small().memberOf(Set.of(red)), both, one, none)).isEqualTo("node-2");
    assertThat(placed(small().memberOf(Set.of(red)).memberOf(Set.of(blue)), both, one, none))
        .isEqualTo("node-1");
    assertThat(placed(small().memberOf(Set.of(blue, red)), both, one, none)).isEqualTo("node-2");
    assertThat(placed(small().notMemberOf(Set.of(red)), both, one, none)).isEqualTo("node-3");
  }

  @Test
  void keepsServerGroupsTogetherOrApart() {
    var here = Map.of(id(1), 1);
    assertThat(placed(small().group(group(Group.Kind.AFFINITY, here, 1)), node(1, 4096), node(2)))
        .isEqualTo("node-1");
    assertThat(placed(small().group(group(Group.Kind.AFFINITY, Map.of(), 1)), node(1)))
        .isEqualTo("node-1");
    assertThat(placed(small().group(group(Group.Kind.ANTI_AFFINITY, here, 1)), node(1)))
        .contains("wants to be apart");
    assertThat(placed(small().group(group(Group.Kind.ANTI_AFFINITY, here, 2)), node(1)))
        .isEqualTo("node-1");
    assertThat(
            placed(small().group(group(Group.Kind.SOFT_AFFINITY, here, 1)), node(1, 4096), node(2)))
        .isEqualTo("node-1");
    assertThat(
            placed(
                small().group(group(Group.Kind.SOFT_ANTI_AFFINITY, here, 1)),
                node(1),
                node(2, 4096)))
        .isEqualTo("node-2");
  }

  private static Group group(Group.Kind kind, Map<UUID, Integer> servers, int max) {
    return new Group(kind, servers, max);
  }

  @Test
  void takesTheForcedHostAndNoneThatIsExcluded() {
    assertThat(placed(small().forcedHost("node-1"), node(1, 4096), node(2))).isEqualTo("node-1");
    assertThat(placed(small().forcedHost("node-9"), node(1))).startsWith("1 host: 1 is not node-9");
    assertThat(placed(small().excluding(Set.of(id(2))), node(1, 4096), node(2)))
        .isEqualTo("node-1");
  }

  @Test
  void aClaimTakesFromTheSnapshot() {
    var snapshot = Snapshot.of(List.of(node(1, 4096)));
    for (var i = 0; i < 2; i++) {
      assertThat(Scheduler.place(snapshot, small())).isInstanceOf(Decision.Plan.class);
      snapshot = snapshot.claimed(id(1), SMALL);
    }
    assertThat(Scheduler.place(snapshot, small())).isInstanceOf(Decision.Refusal.class);
  }

  /** Against the rules written down a second time, plainly, over random clouds. */
  @Test
  void agreesWithAPlainSearch() {
    var seed = Long.getLong("seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (var round = 0; round < 300; round++) {
      var hosts = new ArrayList<Host>();
      for (var i = 0; i < random.nextInt(200); i++) {
        var host = node(i, 1 + random.nextInt(6) * 1024);
        host = state(host, random.nextInt(8) > 0, random.nextInt(8) > 0, "nova");
        host = host.claimed(need(random.nextInt(9), 0, random.nextInt(120)));
        hosts.add(marked(host, random.nextBoolean() ? Set.of("T") : Set.of(), Set.of()));
      }
      var need = need(1 + random.nextInt(8), 1024, 20);
      var demand = Demand.of(need, round).required(Set.of("T"));
      var best =
          hosts.stream()
              .filter(host -> host.state().enabled() && host.state().up())
              .filter(host -> host.traits().contains("T"))
              .filter(host ->
                  need.entrySet().stream()
                      .allMatch(entry -> host.free(entry.getKey()) >= entry.getValue()))
              .mapToLong(host -> host.free(ResourceClasses.MEMORY_MB))
              .max();
      var snapshot = Snapshot.of(hosts);
      switch (Scheduler.place(snapshot, demand)) {
        case Decision.Plan plan ->
            assertThat(snapshot.host(plan.provider()).orElseThrow().free(ResourceClasses.MEMORY_MB))
                .as("rerun with -Dseed=%d", seed)
                .isEqualTo(best.orElse(-1));
        case Decision.Refusal refusal -> {
          assertThat(best).as("rerun with -Dseed=%d", seed).isEmpty();
          assertThat(refusal.refused().stream().mapToInt(Decision.Refused::hosts).sum())
              .isEqualTo(hosts.size());
        }
      }
    }
  }

  /** The same decision, host for host, from the rules asked of each host by itself. */
  @Test
  void decidesAsThePlainSchedulerDoes() {
    Seeds.forEach(
        400,
        random -> {
          var snapshot = Snapshot.of(List.of());
          var count = random.nextInt(300);
          for (var i = 0; i < count; i++) {
            snapshot = snapshot.with(PlainScheduler.host(random, i));
          }
          for (var round = 0; round < 5; round++) {
            var demand = PlainScheduler.demand(random, count);
            var decision = Scheduler.place(snapshot, demand);
            assertThat(decision)
                .usingRecursiveComparison()
                .isEqualTo(PlainScheduler.place(snapshot, demand, decision));
            if (decision instanceof Decision.Plan plan) {
              snapshot = snapshot.claimed(plan.provider(), demand.resources());
            }
          }
        });
  }
}
