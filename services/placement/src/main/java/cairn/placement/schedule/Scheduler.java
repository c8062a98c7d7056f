package cairn.placement.schedule;

import cairn.placement.provider.ResourceClasses;
import java.util.List;

/**
 * Chooses a host: those that pass all rules, of these the one with the most free memory (servers
 * spread), and among equals the one that the seed favours. Pure: it reads no clock and draws no
 * lots.
 */
public final class Scheduler {
  private Scheduler() {}

  /** The host for that demand, or why there is none. */
  public static Decision place(Snapshot snapshot, Demand demand) {
    var rules = HostRules.of(snapshot, demand);
    var array = rules.toArray(HostRule[]::new);
    var choice = new Choice(snapshot, demand);
    for (var b = 0; b < snapshot.blocks.length; b++) {
      var block = snapshot.blocks[b];
      var candidates = block.present;
      for (var r = 0; r < array.length && candidates != 0; r++) {
        candidates = array[r].keep(block, b, candidates);
      }
      if (candidates != 0) {
        choice.weigh(block, candidates);
      }
    }
    return choice.best == null ? refusal(snapshot, rules) : plan(choice.best);
  }

  private static Decision plan(Host host) {
    return new Decision.Plan(host.id(), host.name(), host.generation());
  }

  private static Decision refusal(Snapshot snapshot, List<HostRule> rules) {
    return Explanation.of(snapshot, rules);
  }

  /** The best host so far. */
  private static final class Choice {
    private final Group group;
    private final int memory;
    private final long seed;
    private final boolean grouped;
    @org.jspecify.annotations.Nullable Host best;
    private int bestWish = Integer.MIN_VALUE;
    private long bestFree = -2;
    private long bestLot;

    Choice(Snapshot snapshot, Demand demand) {
      group = demand.group();
      memory = snapshot.dictionary.classes().known(ResourceClasses.MEMORY_MB);
      seed = demand.seed();
      grouped = !group.serversByHost().isEmpty();
    }

    void weigh(Block block, long candidates) {
      if (!grouped && block.mostMax(memory) < bestFree) {
        return;
      }
      for (var rest = candidates; rest != 0; rest &= rest - 1) {
        var i = Long.numberOfTrailingZeros(rest);
        var free = block.most(memory, i);
        var wish = grouped ? wish(block.hosts[i]) : 0;
        if (wish < bestWish || (wish == bestWish && free < bestFree)) {
          continue;
        }
        var lot = mix(seed ^ block.salts[i]);
        if (wish > bestWish || free > bestFree || lot > bestLot) {
          best = block.hosts[i];
          bestWish = wish;
          bestFree = free;
          bestLot = lot;
        }
      }
    }

    private int wish(Host host) {
      var servers = group.serversByHost().getOrDefault(host.id(), 0);
      return switch (group.kind()) {
        case SOFT_AFFINITY -> servers;
        case SOFT_ANTI_AFFINITY -> -servers;
        case AFFINITY, ANTI_AFFINITY -> 0;
      };
    }

    /** The finaliser of SplitMix64: every bit of the input moves every bit of the result. */
    private static long mix(long value) {
      var mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
