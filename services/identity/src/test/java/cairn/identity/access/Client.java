package cairn.identity.access;

import cairn.common.Json;
import cairn.http.InProcess;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Asks without a server. Used by one thread. */
final class Client {
  private static final Pattern BLANK = Pattern.compile("\\$\\{([a-z0-9_]+)}");

  private final InProcess service;

  Client(InProcess service) {
    this.service = service;
  }

  /** Any request; an empty token is none, an empty body is none. */
  InProcess.Answer ask(
      String token, String method, String target, Map<String, String> headers, String body) {
    var all = new TreeMap<>(headers);
    if (!token.isEmpty()) {
      all.put("X-Auth-Token", token);
    }
    return service.ask(method, "/identity" + target, all, body.getBytes(StandardCharsets.UTF_8));
  }

  /** One that has to go well; the text at that place of the answer. */
  String make(String token, String method, String target, String body, String place) {
    var answer = ask(token, method, target, Map.of(), body);
    var text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s: %d %s".formatted(method, target, answer.status(), text));
    }
    return place.isEmpty() ? "" : Json.parse(text).at(place).asString();
  }

  /** A token by password, for that scope. */
  String login(String userId, JsonNode scope) {
    var request = Json.object();
    var auth = request.putObject("auth");
    var identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    identity
        .putObject("password")
        .putObject("user")
        .put("id", userId)
        .put("password", AccessWorld.PASSWORD);
    auth.set("scope", scope);
    var answer = ask("", "POST", "/v3/auth/tokens", Map.of(), Json.write(request));
    return answer.headers().stream()
        .filter(header -> header.name().equals("X-Subject-Token"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8)))
        .value();
  }

  /** The text with its blanks filled; those that nothing is known for stay. */
  static String fill(String text, Map<String, String> values) {
    return BLANK
        .matcher(text)
        .replaceAll(found ->
            java.util.regex.Matcher.quoteReplacement(
                values.getOrDefault(found.group(1), found.group())));
  }
}
