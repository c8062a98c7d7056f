package cairn.identity.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All limits that count, by type of service, project and resource. Immutable.
 *
 * @param defaults of each type of service
 * @param others of projects that have other ones than the defaults, by project and type of service
 */
public record LimitTable(
    Map<String, Map<String, Integer>> defaults,
    Map<String, Map<String, Map<String, Integer>>> others) {
  public static final LimitTable EMPTY = new LimitTable(Map.of(), Map.of());

  /** What each project may use by default: resource to number, -1 for as much as there is. */
  public Map<String, Integer> defaults(String serviceType) {
    return defaults.getOrDefault(serviceType, Map.of());
  }

  /** What one project may use: its own limits in place of the defaults. */
  public Map<String, Integer> ofProject(String serviceType, String projectId) {
    var usual = defaults(serviceType);
    var own =
        Optional.ofNullable(others.get(projectId))
            .flatMap(types -> Optional.ofNullable(types.get(serviceType)));
    if (own.isEmpty()) {
      return usual;
    }
    var both = new HashMap<>(usual);
    both.putAll(own.get());
    return both;
  }
}
