package cairn.guests;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The servers that the API lists.
 *
 * @param byId each one's status
 * @param withoutReason those in ERROR of which nobody says why
 * @param faults why those in ERROR are
 */
record Servers(Map<String, String> byId, List<String> withoutReason, Map<String, Long> faults) {
  static Servers all(KilledApi api) {
    var byId = new TreeMap<String, String>();
    var withoutReason = new TreeSet<String>();
    var faults = new TreeMap<String, Long>();
    var marker = "";
    while (true) {
      var path = "/compute/v2.1/servers/detail?all_tenants=1&limit=500" + marker;
      var page = api.call("GET", path, "").good().json().path("servers");
      if (page.isEmpty()) {
        return new Servers(byId, List.copyOf(withoutReason), faults);
      }
      for (var server : page) {
        var id = server.path("id").asString();
        byId.put(id, server.path("status").asString());
        marker = "&marker=" + id;
        if (server.path("status").asString().equals("ERROR")) {
          var reason = server.path("fault").path("message").asString("");
          faults.merge(reason, 1L, Long::sum);
          if (reason.isEmpty()) {
            withoutReason.add(id);
          }
        }
      }
    }
  }

  Set<String> ids() {
    return byId.keySet();
  }

  @Override
  public String toString() {
    var counts =
        byId.values().stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return "servers " + counts + (faults.isEmpty() ? "" : ", faults " + faults);
  }
}
