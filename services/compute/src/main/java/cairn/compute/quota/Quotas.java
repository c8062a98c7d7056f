package cairn.compute.quota;

import cairn.common.CloudException;
import cairn.compute.wire.ComputeErrors;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps projects within their quotas. Safe for many threads. */
public final class Quotas {
  private static final List<Resource> LIMITED =
      List.of(Resource.CORES, Resource.INSTANCES, Resource.RAM);

  /** More transactions of one project than that are not at work at once: pools are smaller. */
  private static final int SHARES_AT_ONCE = 128;

  private final Database database;
  private final QuotaStore store = new QuotaStore();

  private volatile Function<String, Map<String, Integer>> registered = _ -> Map.of();

  /** Keeps them in that database. */
  public Quotas(Database database) {
    this.database = database;
  }

  /** Where limits that are registered for projects come from, by the project's id. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    registered = source;
  }

  /** The limits of a project; -1 is no limit. */
  public Map<Resource, Long> limits(Transaction tx, String projectId) {
    return store.limits(tx, projectId, registered.apply(projectId));
  }

  /** One limit of a project; -1 is no limit. */
  public long limit(Transaction tx, String projectId, Resource resource) {
    return store.limits(tx, projectId, registered.apply(projectId)).getOrDefault(resource, -1L);
  }

  /**
   * Charges a project for new servers. Best called late in the transaction: near its limits other
   * requests of the project wait until the end of it.
   *
   * <p>Far from the limits they do not: each adds to a part of its own and then looks at the sum,
   * which lacks what others are about to commit. That cannot take the project over its limits, for
   * each of them adds a small share of the limit at most, and the sum stays below it by as many
   * shares as there may be transactions at once.
   *
   * @throws CloudException OVER_QUOTA when that is more than it may have
   */
  public void charge(Transaction tx, String projectId, Usage more, Map<Resource, Long> limits) {
    if (LIMITED.stream().allMatch(resource -> limit(limits, resource) < 0)) {
      if (!store.addBeside(tx, projectId, more)) {
        store.addAlone(tx, projectId, more);
      }
      return;
    }
    if (!far(store.usage(tx, projectId).plus(more), more, limits)
        || !store.addBeside(tx, projectId, more)) {
      store.addAlone(tx, projectId, more);
    } else if (far(store.usage(tx, projectId), more, limits)) {
      return;
    } else {
      // Whoever charges alone holds the project's row and waits for this part: no row may be asked
      // for.
      throw Transaction.again("others came near the quota meanwhile");
    }
    check(store.usage(tx, projectId), more, limits);
  }

  /** Whether, with that usage after more was added, what others add meanwhile cannot matter. */
  private static boolean far(Usage after, Usage more, Map<Resource, Long> limits) {
    return LIMITED.stream()
        .allMatch(resource -> {
          var limit = limit(limits, resource);
          return limit < 0
              || (more.of(resource) <= limit / SHARES_AT_ONCE / 8
                  && after.of(resource) <= limit - limit / 8);
        });
  }

  private static long limit(Map<Resource, Long> limits, Resource resource) {
    return limits.getOrDefault(resource, -1L);
  }

  private static void check(Usage now, Usage more, Map<Resource, Long> limits) {
    var over =
        LIMITED.stream()
            .filter(resource -> limit(limits, resource) >= 0)
            .filter(resource -> more.of(resource) > 0 && now.of(resource) > limit(limits, resource))
            .toList();
    if (!over.isEmpty()) {
      throw new CloudException(CloudException.Kind.OVER_QUOTA, words(over, more, now, limits));
    }
  }

  private static String words(
      List<Resource> over, Usage more, Usage now, Map<Resource, Long> limits) {
    var names = String.join(", ", over.stream().map(Resource::wire).toList());
    var asked = String.join(", ", over.stream().map(r -> "" + more.of(r)).toList());
    var used = String.join(", ", over.stream().map(r -> "" + (now.of(r) - more.of(r))).toList());
    var allowed = String.join(", ", over.stream().map(r -> "" + limits.get(r)).toList());
    return "Quota exceeded for %s: Requested %s, but already used %s of %s %s"
        .formatted(names, asked, used, allowed, names);
  }

  /** How many more servers of that size the quota seems to have room for. */
  public long room(Transaction tx, String projectId, Usage each, Map<Resource, Long> limits) {
    var used = store.usage(tx, projectId);
    var room = Long.MAX_VALUE;
    for (var resource : LIMITED) {
      var limit = limit(limits, resource);
      if (limit >= 0 && each.of(resource) > 0) {
        room = Math.min(room, (limit - used.of(resource)) / each.of(resource));
      }
    }
    return room;
  }

  /** Gives back what servers took. */
  public void refund(Transaction tx, String projectId, Usage less) {
    var back = less.times(-1);
    if (!store.addBeside(tx, projectId, back)) {
      store.addAlone(tx, projectId, back);
    }
  }

  /** What a project's servers take now. */
  public Usage usage(Transaction tx, String projectId) {
    return store.usage(tx, projectId);
  }

  record Standing(Map<Resource, Long> limits, Usage usage) {}

  Standing standing(String projectId) {
    return database.read(tx ->
        new Standing(
            store.limits(tx, projectId, registered.apply(projectId)), store.usage(tx, projectId)));
  }

  Map<Resource, Long> set(String projectId, Map<Resource, Long> limits, boolean force) {
    return database.inTransaction(tx -> {
      var usage = store.usage(tx, projectId);
      limits.forEach((resource, limit) -> {
        if (!force && limit >= 0 && usage.of(resource) > limit) {
          throw ComputeErrors.badRequest(
              ("Quota limit %d for %s must be greater than or equal to already used and"
                      + " reserved %d.")
                  .formatted(limit, resource.wire(), usage.of(resource)));
        }
      });
      store.set(tx, projectId, limits);
      return store.limits(tx, projectId, registered.apply(projectId));
    });
  }

  void reset(String projectId) {
    database.run(tx -> store.reset(tx, projectId));
  }
}
