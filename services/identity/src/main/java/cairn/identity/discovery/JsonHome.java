package cairn.identity.discovery;

import cairn.common.Json;
import cairn.http.Response;
import cairn.http.Route;
import cairn.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The JSON-home document (draft-nottingham-json-home-03), made from the route table. */
final class JsonHome {
  /** The reference names only the path with a tag at the end, by the name that this would have. */
  private static final String TAGS = "/projects/{project_id}/tags";

  private final Routes routes;

  JsonHome(Routes routes) {
    this.routes = routes;
  }

  /** The document with what every path is to begin with. */
  Response answer(String prefix) {
    var text = Json.write(Map.of("resources", resources(prefix)));
    return Response.bytes(200, "application/json-home", text.getBytes(StandardCharsets.UTF_8))
        .header("Vary", "X-Auth-Token");
  }

  Map<String, Object> resources(String prefix) {
    var resources = new TreeMap<String, Object>();
    for (var route : routes.all()) {
      var start = routes.prefix() + "/v3/";
      if (route.path().startsWith(start)) {
        var path = route.path().substring(start.length() - 1);
        if (!path.equals(TAGS)) {
          var relation = Relations.of(path);
          resources.put(relation, resource(relation, prefix, path, route));
        }
      }
    }
    return resources;
  }

  private static Map<String, Object> resource(
      String relation, String prefix, String path, Route route) {
    var resource = new TreeMap<String, Object>();
    var slash = prefix.isEmpty() ? "" : "/" + prefix;
    if (path.contains("{")) {
      resource.put("href-template", slash + path);
      resource.put("href-vars", variables(route));
    } else {
      resource.put("href", slash + path);
    }
    if (Relations.experimental(relation)) {
      resource.put("hints", Map.of("status", "experimental"));
    }
    return resource;
  }

  private static Map<String, String> variables(Route route) {
    var variables = new TreeMap<String, String>();
    for (var segment : route.path().split("/")) {
      if (segment.startsWith("{")) {
        var variable = segment.substring(1, segment.length() - 1);
        variables.put(variable, Relations.parameter(variable));
      }
    }
    return variables;
  }
}
