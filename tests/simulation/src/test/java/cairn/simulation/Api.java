package cairn.simulation;

import cairn.common.Json;
import cairn.http.InProcess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Requests with somebody's token. */
final class Api {
  private static final String COMPUTE_VERSION = "compute 2.96";

  private final InProcess door;
  private final String token;

  Api(InProcess door, String token) {
    this.door = door;
    this.token = token;
  }

  /** An answer; the body is missing where it is no JSON. */
  record Answer(int status, JsonNode body, byte[] bytes) {
    boolean good() {
      return status < 300;
    }

    /** Whether nobody can know what has become of the request. */
    boolean unknown() {
      return status >= 500;
    }

    String text() {
      return status + " " + new String(bytes, StandardCharsets.UTF_8);
    }
  }

  Answer get(String path) {
    return ask("GET", path, new byte[0], "application/json");
  }

  Answer delete(String path) {
    return ask("DELETE", path, new byte[0], "application/json");
  }

  Answer post(String path, String body, Object... values) {
    return json("POST", path, body, values);
  }

  Answer put(String path, String body, Object... values) {
    return json("PUT", path, body, values);
  }

  private Answer json(String method, String path, String body, Object... values) {
    var text = body;
    for (var value : values) {
      text = text.replaceFirst("%[sd]", Matcher.quoteReplacement(String.valueOf(value)));
    }
    text = text.replace('\'', '"');
    return ask(method, path, text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  Answer upload(String path, byte[] bytes) {
    return ask("PUT", path, bytes, "application/octet-stream");
  }

  private Answer ask(String method, String path, byte[] body, String type) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", type);
    headers.put("OpenStack-API-Version", COMPUTE_VERSION);
    if (!token.isEmpty()) {
      headers.put("X-Auth-Token", token);
    }
    var answer = door.ask(method, path, headers, body);
    var json =
        answer.headers().stream()
            .anyMatch(header ->
                header.name().equalsIgnoreCase("Content-Type") && header.value().contains("json"));
    return new Answer(
        answer.status(),
        json && answer.body().length > 0
            ? Json.MAPPER.readTree(answer.body())
            : MissingNode.getInstance(),
        answer.body());
  }

  /** A new token, scoped to a project. */
  static String token(InProcess door, String user, String password, String project) {
    var body =
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
          "domain": {"id": "default"}, "password": "%s"}}},
          "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}
        """
            .formatted(user, password, project);
    var answer =
        door.ask(
            "POST",
            "/identity/v3/auth/tokens",
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
    return answer.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("X-Subject-Token"))
        .map(header -> header.value())
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("no token: " + new String(answer.body(), StandardCharsets.UTF_8)));
  }
}
