package cairn.compute.quota;

import cairn.common.CloudException;
import cairn.compute.wire.ComputeErrors;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps projects within their quotas. Safe for many threads. */
public final class Quotas {
  private final Database database;
  private final QuotaStore store = new QuotaStore();

  /** Keeps them in that database. */
  public Quotas(Database database) {
    this.database = database;
  }

  /** The limits of a project; -1 is no limit. */
  public Map<Resource, Long> limits(Transaction tx, String projectId) {
    return store.limits(tx, projectId);
  }

  /** One limit of a project; -1 is no limit. */
  public long limit(Transaction tx, String projectId, Resource resource) {
    return store.limits(tx, projectId).getOrDefault(resource, -1L);
  }

  /**
   * Charges a project for new servers. Best called late in the transaction: until its end other
   * requests of the project wait.
   *
   * @throws CloudException OVER_QUOTA when that is more than it may have
   */
  public void charge(Transaction tx, String projectId, Usage more, Map<Resource, Long> limits) {
    var now = store.add(tx, projectId, more);
    var over = new ArrayList<Resource>();
    for (var resource : List.of(Resource.CORES, Resource.INSTANCES, Resource.RAM)) {
      var limit = limits.getOrDefault(resource, -1L);
      if (limit >= 0 && more.of(resource) > 0 && now.of(resource) > limit) {
        over.add(resource);
      }
    }
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
    for (var resource : List.of(Resource.CORES, Resource.INSTANCES, Resource.RAM)) {
      var limit = limits.getOrDefault(resource, -1L);
      if (limit >= 0 && each.of(resource) > 0) {
        room = Math.min(room, (limit - used.of(resource)) / each.of(resource));
      }
    }
    return room;
  }

  /** Gives back what servers took. */
  public void refund(Transaction tx, String projectId, Usage less) {
    store.add(tx, projectId, less.times(-1));
  }

  /** What a project's servers take now. */
  public Usage usage(Transaction tx, String projectId) {
    return store.usage(tx, projectId);
  }

  record Standing(Map<Resource, Long> limits, Usage usage) {}

  Standing standing(String projectId) {
    return database.read(
        tx -> new Standing(store.limits(tx, projectId), store.usage(tx, projectId)));
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
      return store.limits(tx, projectId);
    });
  }

  void reset(String projectId) {
    database.run(tx -> store.reset(tx, projectId));
  }
}
