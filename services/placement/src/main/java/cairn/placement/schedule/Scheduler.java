package cairn.placement.schedule;

import cairn.placement.provider.ResourceClasses;
import java.util.List;
import java.util.UUID;

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
        choice.weigh(block, b, candidates);
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
    private final Wishes wishes;
    private final int memory;
    private final long seed;
    @org.jspecify.annotations.Nullable Host best;
    private int bestWish = Integer.MIN_VALUE;
    private long bestFree = -2;
    private long bestLot;

    Choice(Snapshot snapshot, Demand demand) {
      wishes = Wishes.of(snapshot, demand.group());
      memory = snapshot.dictionary.classes().known(ResourceClasses.MEMORY_MB);
      seed = demand.seed();
    }

    void weigh(Block block, int blockIndex, long candidates) {
      if (wishes.noneIn(blockIndex)
          && (bestWish > 0 || (bestWish == 0 && block.mostMax(memory) < bestFree))) {
        return;
      }
      for (var rest = candidates; rest != 0; rest &= rest - 1) {
        var i = Long.numberOfTrailingZeros(rest);
        var free = block.most(memory, i);
        var wish = wishes.of(blockIndex, i);
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
  }

  /** What decides between equals: a number that the seed draws for each host. */
  static long lot(long seed, UUID host) {
    return mix(seed ^ Block.salt(host));
  }

  /** The finaliser of SplitMix64: every bit of the input moves every bit of the result. */
  private static long mix(long value) {
    var mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
