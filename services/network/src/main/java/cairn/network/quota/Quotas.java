package cairn.network.quota;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.sql.Transaction;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Limits of projects. Safe for many threads. */
public final class Quotas {
  /** So far below the limit that what other transactions are about to add cannot matter. */
  private static final int CLEARANCE = 64;

  private final QuotaStore store = new QuotaStore();
  private volatile Function<String, Map<String, Integer>> registered = _ -> Map.of();

  /** Where limits that are registered for projects come from, by the project's id. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    registered = source;
  }

  /**
   * Asks whether the project may have so many more, before they are inserted. Near the limit
   * creations of one project queue up, so that together they cannot pass it; far from it they do
   * not see each other.
   *
   * @throws CloudException OVER_QUOTA
   */
  public void take(Transaction tx, String project, QuotaResource resource, int more) {
    var limit = limits(tx, project).getOrDefault(resource, -1);
    if (limit < 0 || store.used(tx, project, resource) + more + CLEARANCE <= limit) {
      return;
    }
    store.lock(tx, project, resource);
    if (store.used(tx, project, resource) + more > limit) {
      throw new CloudException(
              Kind.OVER_QUOTA, "Quota exceeded for resources: ['%s'].".formatted(resource.wire()))
          .typed("OverQuota");
    }
  }

  Map<QuotaResource, Integer> limits(Transaction tx, String project) {
    return store.limits(tx, project, defaults(project));
  }

  /** Sets a project's limits by the names that they have on the wire; -1 is none. */
  public void set(Transaction tx, String project, Map<String, Integer> limits) {
    limits.forEach((name, maximum) ->
        QuotaResource.of(name).ifPresent(resource -> store.set(tx, project, resource, maximum)));
  }

  /** What counts for a project without limits of its own here. */
  Map<QuotaResource, Integer> defaults(String project) {
    var known = registered.apply(project);
    var limits = new EnumMap<QuotaResource, Integer>(QuotaResource.class);
    for (var resource : QuotaResource.values()) {
      limits.put(resource, known.getOrDefault(resource.wire(), resource.limitDefault()));
    }
    return limits;
  }

  void reset(Transaction tx, String project) {
    store.reset(tx, project);
  }

  /** All limits of the projects that have any of their own here, by the project's id. */
  Map<String, Map<QuotaResource, Integer>> all(Transaction tx) {
    var all = new TreeMap<String, Map<QuotaResource, Integer>>();
    for (var limit : store.all(tx)) {
      all.computeIfAbsent(limit.project(), this::defaults).put(limit.resource(), limit.maximum());
    }
    return all;
  }

  long used(Transaction tx, String project, QuotaResource resource) {
    return store.used(tx, project, resource);
  }
}
