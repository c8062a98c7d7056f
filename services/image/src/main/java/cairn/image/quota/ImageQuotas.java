package cairn.image.quota;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.sql.Transaction;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps projects within the limits that are registered for them. Safe for many threads. */
public final class ImageQuotas {
  private static final int NO_LIMIT = -1;
  private static final long MIB = 1 << 20;

  private final ImageQuotaStore store = new ImageQuotaStore();
  private volatile Function<String, Map<String, Integer>> registered = _ -> Map.of();

  /** How much a project has of something, and may have; -1 for as much as there is. */
  record Usage(long used, int limit) {}

  /** Where the limits of projects come from, by the project's id; without one there is none. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    registered = source;
  }

  /**
   * Asks whether the project may have so much more. Where there is a limit, the project's requests
   * queue up until the transaction ends, so that together they cannot pass it.
   *
   * @param project empty for the cloud itself, which has no limits
   * @throws CloudException TOO_LARGE
   */
  public void check(Transaction tx, String project, ImageResource resource, long more) {
    var limit = limit(registered.apply(project), resource);
    if (limit < 0 || project.isEmpty()) {
      return;
    }
    store.lock(tx, project);
    var used = store.used(tx, project).getOrDefault(resource, 0L);
    if (used + more > limit) {
      throw new CloudException(Kind.TOO_LARGE, refusal(project, resource, limit, used, more));
    }
  }

  /** The same for so many bytes, which count as whole MiB. */
  public void checkBytes(Transaction tx, String project, ImageResource resource, long bytes) {
    check(tx, project, resource, Math.max(bytes, 0) / MIB);
  }

  Map<ImageResource, Usage> usage(Transaction tx, String project) {
    var limits = registered.apply(project);
    var usage = new EnumMap<ImageResource, Usage>(ImageResource.class);
    store
        .used(tx, project)
        .forEach((resource, used) -> usage.put(resource, new Usage(used, limit(limits, resource))));
    return usage;
  }

  private static int limit(Map<String, Integer> limits, ImageResource resource) {
    return limits.getOrDefault(resource.wire(), NO_LIMIT);
  }

  private static String refusal(
      String project, ImageResource resource, int limit, long used, long more) {
    return """
    The request returned a 413 Request Entity Too Large. This generally means that rate limiting \
    or a quota threshold was breached.

    The response body:
    Project %s is over a limit for [Resource %s is over limit of %d due to current usage %d and \
    delta %d]\
    """
        .formatted(project, resource.wire(), limit, used, more);
  }
}
