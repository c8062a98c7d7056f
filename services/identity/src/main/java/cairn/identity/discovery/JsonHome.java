package cairn.identity.discovery;

import cairn.common.Json;
import cairn.http.Response;
import cairn.http.Route;
import cairn.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON-home document (draft-nottingham-json-home-03), made from the route table. The relation
 * of a path is named after its segments: {@code /users/{user_id}/projects} is {@code
 * user_projects}.
 */
final class JsonHome {
  private static final String RELATION = "https://docs.openstack.org/api/openstack-identity/3/";

  /** Paths whose relation has another name. */
  private static final Map<String, String> NAMES =
      Map.of(
          "/users/{user_id}/password", "user_change_password",
          "/roles/{prior_role_id}/implies", "implied_roles",
          "/roles/{prior_role_id}/implies/{implied_role_id}", "implied_role",
          "/projects/{project_id}/tags/{value}", "project_tags",
          "/role_inferences", "role_inferences");

  private final Routes routes;

  JsonHome(Routes routes) {
    this.routes = routes;
  }

  /** The document with what every path is to begin with. */
  Response answer(String prefix) {
    var resources = new TreeMap<String, Object>();
    for (var route : routes.all()) {
      var start = routes.prefix() + "/v3/";
      if (route.path().startsWith(start)) {
        var path = route.path().substring(start.length() - 1);
        var relation = ExtensionRelations.of(path).orElseGet(() -> "rel/" + name(path));
        resources.put(RELATION + relation, resource(prefix, path, route));
      }
    }
    var text = Json.write(Map.of("resources", resources));
    return Response.bytes(200, "application/json-home", text.getBytes(StandardCharsets.UTF_8))
        .header("Vary", "X-Auth-Token");
  }

  private static Map<String, Object> resource(String prefix, String path, Route route) {
    var slash = prefix.isEmpty() ? "" : "/" + prefix;
    if (!path.contains("{")) {
      return Map.of("href", slash + path);
    }
    var variables = new TreeMap<String, String>();
    for (var segment : route.path().split("/")) {
      if (segment.startsWith("{")) {
        var variable = segment.substring(1, segment.length() - 1);
        variables.put(variable, RELATION + ExtensionRelations.parameter(variable));
      }
    }
    return Map.of("href-template", slash + path, "href-vars", variables);
  }

  private static String name(String path) {
    var known = NAMES.get(path);
    if (known != null) {
      return known;
    }
    List<String> words = new ArrayList<>();
    for (var segment : path.substring(1).split("/")) {
      if (segment.startsWith("{")) {
        words.add(singular(words.removeLast()));
      } else {
        words.add(segment.replace("OS-", "").toLowerCase(java.util.Locale.ROOT));
      }
    }
    return String.join("_", words);
  }

  private static String singular(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
