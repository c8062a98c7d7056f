package cairn.network.port;

import cairn.common.Entropy;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.subnet.Subnet;
import cairn.sql.Transaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives free addresses. Candidates are picked at random, so that those who ask at the same time do
 * not wait for each other and a pool of any size costs one statement; only when a pool is nearly
 * full is it walked from a random place to the next gap.
 */
final class Addresses {
  private static final int CANDIDATES = 24;

  /** In a pool that is half empty one of these is nearly always free, and each costs a look. */
  private static final int CANDIDATES_FIRST = 4;

  private static final int ROUNDS = 3;
  private static final int WALK = 1000;

  /** Each time around somebody else took the gap that we saw. */
  private static final int GAPS_LOST_MAX = 100;

  private final AddressStore store = new AddressStore();
  private final Entropy entropy;

  Addresses(Entropy entropy) {
    this.entropy = entropy;
  }

  /** That very address; false when somebody has it. */
  boolean take(Transaction tx, PortId port, Subnet subnet, int place, IpAddress address) {
    return store.take(tx, port, subnet.id(), place, List.of(address)).isPresent();
  }

  /** Any address of the subnet's pools; empty when there is none left. */
  Optional<IpAddress> takeAny(Transaction tx, PortId port, Subnet subnet, int place) {
    var pools = subnet.pools();
    var total = pools.stream().map(IpRange::size).reduce(BigInteger.ZERO, BigInteger::add);
    if (total.signum() == 0) {
      return Optional.empty();
    }
    for (var round = 0; round < ROUNDS; round++) {
      var candidates = new ArrayList<IpAddress>();
      for (var i = 0; i < (round == 0 ? CANDIDATES_FIRST : CANDIDATES); i++) {
        candidates.add(nth(pools, random(total)));
      }
      var taken = store.take(tx, port, subnet.id(), place, candidates.stream().distinct().toList());
      if (taken.isPresent()) {
        return taken;
      }
    }
    return takeGap(tx, port, subnet, place, () -> nth(pools, random(total)));
  }

  /**
   * The first free address of the subnet's pools; empty when there is none left. For the ports that
   * every subnet has, so that they do not lie where a user would ask for an address.
   */
  Optional<IpAddress> takeFirst(Transaction tx, PortId port, Subnet subnet, int place) {
    return subnet.pools().isEmpty()
        ? Optional.empty()
        : takeGap(tx, port, subnet, place, () -> subnet.pools().getFirst().first());
  }

  private Optional<IpAddress> takeGap(
      Transaction tx, PortId port, Subnet subnet, int place, Supplier<IpAddress> start) {
    for (var attempt = 0; attempt < GAPS_LOST_MAX; attempt++) {
      var gap = gap(tx, subnet, start.get());
      if (gap.isEmpty()) {
        return Optional.empty();
      }
      var taken = store.take(tx, port, subnet.id(), place, List.of(gap.get()));
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.empty();
  }

  void giveBack(Transaction tx, PortId port, FixedIp address) {
    store.giveBack(tx, port, address);
  }

  void place(Transaction tx, PortId port, FixedIp address, int place) {
    store.place(tx, port, address, place);
  }

  /** The first free address at or behind the start, around through all pools. */
  private Optional<IpAddress> gap(Transaction tx, Subnet subnet, IpAddress start) {
    var ranges = new ArrayList<IpRange>();
    var before = new ArrayList<IpRange>();
    for (var pool : subnet.pools()) {
      if (pool.last().compareTo(start) < 0) {
        before.add(pool);
      } else if (pool.contains(start)) {
        ranges.addFirst(new IpRange(start, pool.last()));
        if (start.compareTo(pool.first()) > 0) {
          before.add(new IpRange(pool.first(), start.plus(-1)));
        }
      } else {
        ranges.add(pool);
      }
    }
    ranges.addAll(before);
    for (var range : ranges) {
      var free = gap(tx, subnet, range);
      if (free.isPresent()) {
        return free;
      }
    }
    return Optional.empty();
  }

  private Optional<IpAddress> gap(Transaction tx, Subnet subnet, IpRange range) {
    var next = range.first();
    while (true) {
      var taken = store.taken(tx, subnet.id(), new IpRange(next, range.last()), WALK);
      for (var address : taken) {
        if (!address.equals(next)) {
          return Optional.of(next);
        }
        if (next.equals(range.last())) {
          return Optional.empty();
        }
        next = next.plus(1);
      }
      if (taken.size() < WALK) {
        return Optional.of(next);
      }
    }
  }

  private static IpAddress nth(List<IpRange> pools, BigInteger index) {
    var left = index;
    for (var pool : pools) {
      if (left.compareTo(pool.size()) < 0) {
        return pool.first().plus(left);
      }
      left = left.subtract(pool.size());
    }
    throw new IllegalArgumentException("beyond the pools: " + index);
  }

  private BigInteger random(BigInteger bound) {
    return new BigInteger(1, entropy.bytes(17)).mod(bound);
  }
}
