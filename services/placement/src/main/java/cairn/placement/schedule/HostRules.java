package cairn.placement.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rules of a demand, in the order in which they are asked: a host is counted under the first
 * that turns it down.
 */
final class HostRules {
  private final Snapshot snapshot;
  private final Demand demand;
  private final List<HostRule> rules = new ArrayList<>();

  private HostRules(Snapshot snapshot, Demand demand) {
    this.snapshot = snapshot;
    this.demand = demand;
  }

  static List<HostRule> of(Snapshot snapshot, Demand demand) {
    var all = new HostRules(snapshot, demand);
    all.forced();
    all.state();
    all.place();
    all.traits();
    all.resources();
    all.group();
    all.excluded();
    return all.rules;
  }

  private void forced() {
    demand
        .forcedHost()
        .ifPresent(name ->
            rules.add(
                new WordRule.Chosen(
                    "forced_host",
                    hostsThat(host -> host.name().equals(name)),
                    hosts -> HostRule.is(hosts) + " not " + name,
                    "if it were the host asked for",
                    1)));
  }

  private void state() {
    rules.add(
        new WordRule(
            "enabled",
            block -> block.enabled,
            hosts -> HostRule.is(hosts) + " disabled",
            "if it were enabled",
            2));
    rules.add(
        new WordRule(
            "up", block -> block.up, hosts -> HostRule.is(hosts) + " down", "if it were up", 3));
  }

  private void place() {
    demand
        .zone()
        .ifPresent(zone -> {
          var number = snapshot.dictionary.zones().known(zone);
          rules.add(
              new WordRule(
                  "zone",
                  block -> block.zone(number),
                  hosts -> HostRule.is(hosts) + " not in availability zone " + zone,
                  "if another availability zone will do",
                  1));
        });
    for (var aggregates : demand.memberOf()) {
      var numbers = numbers(aggregates);
      rules.add(
          new WordRule(
              "aggregate",
              block -> any(block, numbers),
              hosts -> HostRule.is(hosts) + " in none of the aggregates asked for",
              "if it were in the aggregate",
              1.5));
    }
    if (!demand.notMemberOf().isEmpty()) {
      var numbers = numbers(demand.notMemberOf());
      rules.add(
          new WordRule(
              "aggregate_isolation",
              block -> ~any(block, numbers),
              hosts -> HostRule.is(hosts) + " kept for others by an aggregate",
              "if its aggregate were open to this server",
              1.5));
    }
  }

  private int[] numbers(Set<UUID> aggregates) {
    return aggregates.stream()
        .mapToInt(id -> snapshot.dictionary.aggregates().known(id.toString()))
        .toArray();
  }

  private static long any(Block block, int[] aggregates) {
    var hosts = 0L;
    for (var number : aggregates) {
      hosts |= block.aggregate(number);
    }
    return hosts;
  }

  private void traits() {
    for (var trait : demand.required().stream().sorted().toList()) {
      var number = snapshot.dictionary.traits().known(trait);
      rules.add(
          new WordRule(
              "required_trait",
              block -> block.trait(number),
              hosts -> "%s not the trait %s".formatted(HostRule.has(hosts), trait),
              "without the need for the trait " + trait,
              1));
    }
    for (var trait : demand.forbidden().stream().sorted().toList()) {
      var number = snapshot.dictionary.traits().known(trait);
      rules.add(
          new WordRule(
              "forbidden_trait",
              block -> ~block.trait(number),
              hosts -> "%s the trait %s, which is ruled out".formatted(HostRule.has(hosts), trait),
              "if the trait %s were let pass".formatted(trait),
              1));
    }
  }

  private void resources() {
    demand
        .resources()
        .forEach((name, amount) ->
            rules.add(new ResourceRule(name, snapshot.dictionary.classes().known(name), amount)));
  }

  private void group() {
    var group = demand.group();
    switch (group.kind()) {
      case AFFINITY -> {
        if (!group.serversByHost().isEmpty()) {
          chosen(
              "affinity",
              hosts(group.serversByHost().keySet()),
              hosts -> HostRule.has(hosts) + " no server of the group, which wants to be together",
              "if the group's servers need not be together");
        }
      }
      case ANTI_AFFINITY ->
          chosen(
              "anti_affinity",
              hostsBut(full(group)),
              hosts ->
                  HostRule.has(hosts) + " a server of the group already, which wants to be apart",
              "if the group's servers need not be apart");
      case SOFT_AFFINITY, SOFT_ANTI_AFFINITY -> {
        // A wish: the weighing takes it into account.
      }
    }
  }

  private void chosen(
      String name, long[] passing, Function<List<Host>, String> words, String remedy) {
    rules.add(new WordRule.Chosen(name, passing, words, remedy, 1));
  }

  /** The hosts that have as many of the group's servers as they may. */
  private static Set<UUID> full(Group group) {
    return group.serversByHost().entrySet().stream()
        .filter(entry -> entry.getValue() >= group.maxPerHost())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void excluded() {
    if (!demand.excluded().isEmpty()) {
      rules.add(
          new WordRule.Chosen(
              "excluded",
              hostsBut(demand.excluded()),
              hosts -> HostRule.is(hosts) + " ruled out, having been tried or being in use",
              "if it were not ruled out",
              4));
    }
  }

  private long[] hostsThat(Predicate<Host> passing) {
    var words = new long[snapshot.blocks.length];
    for (var b = 0; b < words.length; b++) {
      var hosts = snapshot.blocks[b].hosts;
      for (var i = 0; i < hosts.length; i++) {
        words[b] |= passing.test(hosts[i]) ? 1L << i : 0;
      }
    }
    return words;
  }

  /** A few hosts, without a look at all the others. */
  private long[] hosts(Set<UUID> ids) {
    var words = new long[snapshot.blocks.length];
    for (var id : ids) {
      var place = snapshot.place(id);
      if (place >= 0) {
        words[place / Block.SIZE] |= 1L << place % Block.SIZE;
      }
    }
    return words;
  }

  private long[] hostsBut(Set<UUID> ids) {
    var words = hosts(ids);
    for (var b = 0; b < words.length; b++) {
      words[b] = ~words[b];
    }
    return words;
  }
}
