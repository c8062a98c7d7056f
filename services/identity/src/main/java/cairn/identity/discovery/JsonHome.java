package cairn.identity.discovery;

import cairn.common.Json;
import cairn.http.Response;
import cairn.http.Route;
import cairn.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON-home document (draft-nottingham-json-home-03), made from the route table. */
final class JsonHome {
  /** Below the version, and not in the document: the reference names none of them either. */
  static final Set<String> UNNAMED =
      Set.of(
          // Only the path with a tag at the end is named, by the name that this would have.
          "/projects/{project_id}/tags",
          // Parts of domain_config_group and domain_config_option.
          "/domains/{domain_id}/config/security_compliance",
          "/domains/{domain_id}/config/security_compliance/{option}",
          "/OS-INHERIT/projects/{project_id}/users/{user_id}/roles/inherited_to_projects",
          "/OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/inherited_to_projects",
          // Where an OpenID provider sends a browser back to, for no client to ask.
          "/auth/OS-FEDERATION/openid/callback");

  /** Paths whose relation leads to another one that does the same. */
  private static final Map<String, String> SAME =
      Map.of(
          "/OS-FEDERATION/projects", "/auth/projects",
          "/OS-FEDERATION/domains", "/auth/domains");

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
        if (!UNNAMED.contains(path)) {
          var relation = Relations.of(path);
          var target = SAME.getOrDefault(path, path);
          resources.put(relation, resource(relation, prefix, target, route));
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
