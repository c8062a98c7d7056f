package cairn.placement.schedule;

import static cairn.placement.schedule.Hosts.id;
import static cairn.placement.schedule.Hosts.need;
import static cairn.placement.schedule.Hosts.node;

import cairn.placement.provider.ResourceClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** The scheduler in its straightforward form: every rule asked of every host, no index. */
final class PlainScheduler {
  private static final List<String> TRAITS = List.of("A", "B", "C");
  private static final List<UUID> AGGREGATES = List.of(id(900_001), id(900_002), id(900_003));

  private PlainScheduler() {}

  /** What the decision has to be; a refusal's words are taken from the one that was found. */
  static Decision place(Snapshot snapshot, Demand demand, Decision found) {
    var all = new ArrayList<Host>();
    snapshot.forEach(all::add);
    var best =
        all.stream()
            .filter(host -> fits(host, demand))
            .max(
                Comparator.<Host>comparingInt(host -> wish(host, demand.group()))
                    .thenComparingLong(PlainScheduler::freeMemory)
                    .thenComparingLong(host -> lot(host, demand.seed())));
    if (best.isPresent()) {
      var host = best.get();
      return new Decision.Plan(host.id(), host.name(), host.generation());
    }
    var refused = new ArrayList<Decision.Refused>();
    var text = found instanceof Decision.Refusal refusal ? refusal : null;
    if (text == null) {
      return new Decision.Refusal(all.size(), List.of(), "", "");
    }
    for (var one : text.refused()) {
      refused.add(one);
    }
    var counted = refused.stream().mapToInt(Decision.Refused::hosts).sum();
    return new Decision.Refusal(counted, List.copyOf(refused), text.closest(), text.text());
  }

  private static boolean fits(Host host, Demand demand) {
    var group = demand.group();
    var servers = group.serversByHost().getOrDefault(host.id(), 0);
    var apart = group.kind() == Group.Kind.ANTI_AFFINITY && servers >= group.maxPerHost();
    var away =
        group.kind() == Group.Kind.AFFINITY && !group.serversByHost().isEmpty() && servers == 0;
    return demand.forcedHost().map(host.name()::equals).orElse(true)
        && host.state().enabled()
        && host.state().up()
        && demand.zone().map(host.state().zone()::equals).orElse(true)
        && demand.memberOf().stream().allMatch(any -> meet(any, host.aggregates()))
        && !meet(demand.notMemberOf(), host.aggregates())
        && host.traits().containsAll(demand.required())
        && !meet(demand.forbidden(), host.traits())
        && demand.resources().entrySet().stream()
            .allMatch(entry -> host.free(entry.getKey()) >= entry.getValue())
        && !apart
        && !away
        && !demand.excluded().contains(host.id());
  }

  private static <T> boolean meet(Set<T> some, Set<T> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static int wish(Host host, Group group) {
    var servers = group.serversByHost().getOrDefault(host.id(), 0);
    return switch (group.kind()) {
      case SOFT_AFFINITY -> servers;
      case SOFT_ANTI_AFFINITY -> -servers;
      case AFFINITY, ANTI_AFFINITY -> 0;
    };
  }

  private static long freeMemory(Host host) {
    return Math.max(host.free(ResourceClasses.MEMORY_MB), 0);
  }

  private static long lot(Host host, long seed) {
    return Scheduler.lot(seed, host.id());
  }

  static Host host(SplittableRandom random, int number) {
    var host = node(number, 1024L * (1 + random.nextInt(8)));
    host =
        Hosts.state(
            host, random.nextInt(9) > 0, random.nextInt(9) > 0, random.nextBoolean() ? "a" : "b");
    host = host.claimed(need(random.nextInt(8), 1024L * random.nextInt(2), random.nextInt(90)));
    return Hosts.marked(host, some(random, TRAITS, 2), some(random, AGGREGATES, 2));
  }

  static Demand demand(SplittableRandom random, int hosts) {
    var demand =
        Demand.of(
            need(1 + random.nextInt(4), 512L * (1 + random.nextInt(4)), random.nextInt(30)),
            random.nextLong());
    if (random.nextInt(3) == 0) {
      demand = demand.required(some(random, TRAITS, 3));
    }
    if (random.nextInt(4) == 0) {
      demand = demand.forbidden(some(random, TRAITS, 4));
    }
    if (random.nextInt(4) == 0) {
      demand = demand.zone("a");
    }
    if (random.nextInt(4) == 0) {
      demand = demand.memberOf(Set.of(AGGREGATES.get(0), AGGREGATES.get(1)));
    }
    if (random.nextInt(4) == 0) {
      demand = demand.notMemberOf(some(random, AGGREGATES, 3));
    }
    if (random.nextInt(9) == 0 && hosts > 0) {
      demand = demand.forcedHost("node-" + random.nextInt(hosts));
    }
    if (random.nextInt(3) == 0) {
      demand = demand.excluding(members(random, hosts).keySet());
    }
    return random.nextBoolean() ? demand : demand.group(group(random, hosts));
  }

  private static Group group(SplittableRandom random, int hosts) {
    var kinds = Group.Kind.values();
    return new Group(
        kinds[random.nextInt(kinds.length)], members(random, hosts), 1 + random.nextInt(2));
  }

  private static Map<UUID, Integer> members(SplittableRandom random, int hosts) {
    var members = new HashMap<UUID, Integer>();
    for (var i = 0; i < random.nextInt(20); i++) {
      members.put(id(random.nextInt(hosts + 3)), 1 + random.nextInt(3));
    }
    return members;
  }

  private static <T> Set<T> some(SplittableRandom random, List<T> all, int oneIn) {
    var some = new HashSet<T>();
    for (var one : all) {
      if (random.nextInt(oneIn) == 0) {
        some.add(one);
      }
    }
    return Set.copyOf(some);
  }
}
