package cairn.placement.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why no host fits, in numbers and in words. Takes its time: nobody waits for a refusal. */
final class Explanation {
  /** What one host lacks. */
  private record Miss(Host host, List<HostRule> failed, double distance) {}

  private Explanation() {}

  static Decision.Refusal of(Snapshot snapshot, List<HostRule> rules) {
    var turnedDown = new ArrayList<List<Host>>();
    rules.forEach(_ -> turnedDown.add(new ArrayList<>()));
    Miss closest = null;
    for (var b = 0; b < snapshot.blocks.length; b++) {
      var block = snapshot.blocks[b];
      for (var i = 0; i < block.hosts.length; i++) {
        var miss = miss(block, b, i, rules);
        turnedDown.get(rules.indexOf(miss.failed().getFirst())).add(miss.host());
        if (closest == null || nearer(miss, closest)) {
          closest = miss;
        }
      }
    }
    var refused = new ArrayList<Decision.Refused>();
    for (var r = 0; r < rules.size(); r++) {
      var hosts = turnedDown.get(r);
      if (!hosts.isEmpty()) {
        refused.add(
            new Decision.Refused(rules.get(r).name(), hosts.size(), rules.get(r).refusal(hosts)));
      }
    }
    var change = closest == null ? "" : change(closest);
    return new Decision.Refusal(
        snapshot.size(), List.copyOf(refused), change, text(snapshot.size(), refused, change));
  }

  private static Miss miss(Block block, int blockIndex, int i, List<HostRule> rules) {
    var failed = rules.stream().filter(rule -> rule.keep(block, blockIndex, 1L << i) == 0).toList();
    var host = block.hosts[i];
    return new Miss(host, failed, failed.stream().mapToDouble(rule -> rule.distance(host)).sum());
  }

  private static boolean nearer(Miss miss, Miss other) {
    return miss.failed().size() != other.failed().size()
        ? miss.failed().size() < other.failed().size()
        : miss.distance() != other.distance()
            ? miss.distance() < other.distance()
            : miss.host().name().compareTo(other.host().name()) < 0;
  }

  private static String change(Miss closest) {
    return closest.failed().stream()
        .map(rule -> rule.remedy(closest.host()))
        .collect(Collectors.joining(" and ", closest.host().name() + " would fit ", "."));
  }

  private static String text(int hosts, List<Decision.Refused> refused, String change) {
    if (hosts == 0) {
      return "There is no host yet.";
    }
    var counts =
        refused.stream()
            .map(refusal -> refusal.hosts() + " " + refusal.text())
            .collect(Collectors.joining(", "));
    return "%d %s: %s. %s".formatted(hosts, hosts == 1 ? "host" : "hosts", counts, change);
  }
}
