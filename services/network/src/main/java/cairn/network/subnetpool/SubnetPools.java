package cairn.network.subnetpool;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.address.Cidr;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.math.BigInteger;
import java.util.Optional;

/** Subnet pools. Safe for many threads. */
public final class SubnetPools {
  private final SubnetPoolStore store = new SubnetPoolStore();
  private final Time time;
  private final Entropy entropy;

  public SubnetPools(Time time, Entropy entropy) {
    this.time = time;
    this.entropy = entropy;
  }

  /**
   * The pool that the caller sees, locked when asked.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public SubnetPool get(Transaction tx, Sight sight, String id, boolean lock) {
    return SubnetPoolId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() ->
            new CloudException(Kind.NOT_FOUND, "Subnet pool %s could not be found.".formatted(id))
                .typed("SubnetPoolNotFound"));
  }

  /** The pool for those who name none. */
  public Optional<SubnetPoolId> ofDefault(Transaction tx, int ipVersion) {
    return store.ofDefault(tx, ipVersion);
  }

  ListPage<SubnetPool> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  SubnetPool create(Transaction tx, SubnetPoolDraft draft) {
    var pool = draft.create(new SubnetPoolId(entropy.uuid()), time.now());
    try {
      store.insert(tx, pool);
    } catch (ConstraintViolation e) {
      throw duplicate(e);
    }
    return get(tx, Sight.ALL, pool.id().toString(), false);
  }

  SubnetPool update(Transaction tx, SubnetPool pool, SubnetPoolDraft draft) {
    try {
      store.update(tx, draft.change(pool), time.now());
    } catch (ConstraintViolation e) {
      throw duplicate(e);
    }
    return get(tx, Sight.ALL, pool.id().toString(), false);
  }

  private static RuntimeException duplicate(ConstraintViolation violation) {
    return violation.is("subnet_pool_default")
        ? NetworkErrors.invalid("A default subnetpool for this IP family has already been set")
        : violation;
  }

  void delete(Transaction tx, SubnetPool pool) {
    if (!store.taken(tx, pool.id()).isEmpty()) {
      throw NetworkErrors.badRequest(
          "SubnetPoolDeleteError",
          "Unable to delete subnet pool: Subnet pool has existing allocations.");
    }
    store.delete(tx, pool.id());
  }

  /**
   * Cuts a range for a subnet out of the pool, which stays locked until the transaction ends.
   *
   * @param wanted that range, which must be free
   * @param length of a prefix, when no range is wanted
   */
  public Cidr allocate(
      Transaction tx,
      Sight sight,
      SubnetPoolId id,
      String project,
      Optional<Cidr> wanted,
      Optional<Integer> length) {
    var pool = get(tx, sight, id.toString(), true);
    var taken = store.taken(tx, id);
    int prefix = wanted.map(Cidr::prefix).or(() -> length).orElse(pool.defaultPrefix());
    if (prefix < pool.minPrefix()) {
      throw NetworkErrors.badRequest(
          "MinPrefixSubnetAllocationError",
          "Unable to allocate subnet with prefix length %d, minimum allowed prefix is %d."
              .formatted(prefix, pool.minPrefix()));
    }
    if (prefix > pool.maxPrefix()) {
      throw NetworkErrors.badRequest(
          "MaxPrefixSubnetAllocationError",
          "Unable to allocate subnet with prefix length %d, maximum allowed prefix is %d."
              .formatted(prefix, pool.maxPrefix()));
    }
    var ranges = taken.stream().map(SubnetPoolStore.Taken::cidr).toList();
    var range =
        wanted.isPresent()
            ? wanted
                .filter(one -> pool.prefixes().stream().anyMatch(some -> some.contains(one)))
                .filter(one -> ranges.stream().noneMatch(one::overlaps))
            : PrefixCutter.firstFree(pool.prefixes(), ranges, prefix);
    var cut =
        range.orElseThrow(() ->
            NetworkErrors.conflict(
                "SubnetAllocationError",
                wanted.isPresent()
                    ? "Failed to allocate subnet: Cannot allocate requested subnet from the available set of prefixes."
                    : "Failed to allocate subnet: Insufficient prefix space to allocate subnet size /%d."
                        .formatted(prefix)));
    checkQuota(pool, project, cut, taken);
    return cut;
  }

  private static void checkQuota(
      SubnetPool pool, String project, Cidr cut, Iterable<SubnetPoolStore.Taken> taken) {
    if (pool.defaultQuota().isEmpty()) {
      return;
    }
    var used = units(cut);
    for (var one : taken) {
      if (one.projectId().equals(project)) {
        used = used.add(units(one.cidr()));
      }
    }
    if (used.compareTo(BigInteger.valueOf(pool.defaultQuota().get())) > 0) {
      throw new CloudException(Kind.OVER_QUOTA, "Per-tenant subnet pool prefix quota exceeded.")
          .typed("SubnetPoolQuotaExceeded");
    }
  }

  private static BigInteger units(Cidr range) {
    return range.version() == 4 ? range.size() : range.size().shiftRight(64).max(BigInteger.ONE);
  }
}
