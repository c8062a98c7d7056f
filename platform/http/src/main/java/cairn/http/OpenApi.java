package cairn.http;

import cairn.common.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 document of a route table: paths, parameters, bodies, and as extensions what
 * OpenAPI has no word for: {@code x-openstack} with the action, the version range and the rule.
 */
public final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}.]+)(\\.\\.\\.)?}");

  private OpenApi() {}

  /** The document; the same table always gives the same text. */
  public static ObjectNode document(Routes routes, String version) {
    var document = Json.object().put("openapi", "3.1.0");
    document.set(
        "info", Json.object().put("title", "Cairn " + routes.service()).put("version", version));
    var paths = Json.object();
    var sorted = new ArrayList<>(routes.all());
    sorted.sort(
        Comparator.comparing(Route::path)
            .thenComparing(Route::method)
            .thenComparing(route -> route.action().orElse("")));
    for (var route : sorted) {
      var path = route.path().replace("...}", "}");
      if (!paths.has(path)) {
        paths.set(path, Json.object());
      }
      var methods = (ObjectNode) paths.get(path);
      var method = route.method().toLowerCase(java.util.Locale.ROOT);
      if (methods.has(method)) {
        more((ObjectNode) methods.get(method), route);
      } else {
        methods.set(method, operation(route));
      }
    }
    document.set("paths", paths);
    return document;
  }

  private static ObjectNode operation(Route route) {
    var operation = Json.object();
    route.rule().ifPresent(rule -> operation.put("summary", rule.description()));
    var parameters = operation.putArray("parameters");
    for (var name : parameters(route.path())) {
      parameters
          .addObject()
          .put("name", name)
          .put("in", "path")
          .put("required", true)
          .set("schema", Json.object().put("type", "string"));
    }
    if (parameters.isEmpty()) {
      operation.remove("parameters");
    }
    operation.set(
        "responses",
        Json.object().set("default", Json.object().put("description", "See the API.")));
    if (route.streamed()) {
      operation.putObject("requestBody").putObject("content").putObject("application/octet-stream");
    }
    operation.putArray("x-openstack");
    more(operation, route);
    return operation;
  }

  /** One path and method may have several routes: actions, and versions with other bodies. */
  private static void more(ObjectNode operation, Route route) {
    var extension = operation.withArray("x-openstack").addObject();
    route.action().ifPresent(action -> extension.put("action", action));
    route.since().ifPresent(since -> extension.put("min-version", since.toString()));
    route.until().ifPresent(until -> extension.put("max-version", until.toString()));
    route.rule().ifPresent(rule -> extension.put("policy", rule.name()));
    if (route.access() instanceof Route.Access.Open) {
      extension.put("open", true);
    }
    route
        .body()
        .ifPresent(schema ->
            operation
                .withObject("/requestBody/content/application~1json/schema")
                .withArray("oneOf")
                .add(schema.source()));
  }

  private static List<String> parameters(String path) {
    return PARAMETER.matcher(path).results().map(match -> match.group(1)).toList();
  }
}
