package cairn.identity.transfer;

import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A running Keystone, asked over its API (v3) for what its database would say. Passwords are not to
 * be had there, nor anything of which only a hash is kept. Used by one thread.
 */
final class RunningKeystone {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int PAGES_MAX = 100_000;

  private final HttpClient http;
  private final String url;
  private final String token;

  private RunningKeystone(HttpClient http, String url, String token) {
    this.http = http;
    this.url = url;
    this.token = token;
  }

  /**
   * Logs in and reads all.
   *
   * @param url with or without {@code /v3} at its end
   * @param auth what stands behind {@code auth} in the body of a login
   * @throws IOException when it does not answer, refuses, or has lists that it cuts off
   */
  static KeystoneRows read(HttpClient http, String url, JsonNode auth) throws IOException {
    var base = url.replaceAll("/+$", "");
    var full = base.endsWith("/v3") ? base : base + "/v3";
    var request =
        HttpRequest.newBuilder(URI.create(full + "/auth/tokens"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(Json.object().set("auth", auth))))
            .build();
    var answer = send(http, request);
    var token =
        answer
            .headers()
            .firstValue("X-Subject-Token")
            .orElseThrow(() -> new IOException(full + " gave no token"));
    return new RunningKeystone(http, full, token).rows();
  }

  private KeystoneRows rows() throws IOException {
    var rows = new ApiRows();
    var roles = new ArrayList<>(list("/roles", "roles"));
    for (var domain : list("/domains", "domains")) {
      rows.domain(domain);
      roles.addAll(list("/roles?domain_id=" + encoded(domain.path("id")), "roles"));
    }
    roles.forEach(rows::role);
    list("/projects", "projects").forEach(rows::project);
    list("/users", "users").forEach(rows::user);
    for (var group : list("/groups", "groups")) {
      rows.group(group);
      for (var user : list("/groups/%s/users".formatted(encoded(group.path("id"))), "users")) {
        rows.member(group, user);
      }
    }
    list("/role_inferences", "role_inferences").forEach(rows::inference);
    list("/role_assignments", "role_assignments").forEach(rows::assignment);
    return KeystoneRows.of(rows.tables());
  }

  /** All pages of a list. */
  private List<JsonNode> list(String path, String key) throws IOException {
    var found = new ArrayList<JsonNode>();
    var next = url + path;
    for (var page = 0; page < PAGES_MAX; page++) {
      var request =
          HttpRequest.newBuilder(URI.create(next))
              .timeout(TIMEOUT)
              .header("X-Auth-Token", token)
              .build();
      var body = parsed(send(http, request).body(), next);
      if (body.path("truncated").asBoolean(false)) {
        throw new IOException(
            "%s cuts its lists off; raise list_limit in its configuration".formatted(next));
      }
      body.path(key).forEach(found::add);
      if (!body.at("/links/next").isString()) {
        return found;
      }
      next = body.at("/links/next").stringValue();
    }
    throw new IOException(path + " does not end");
  }

  private static JsonNode parsed(String body, String from) throws IOException {
    try {
      return Json.parse(body);
    } catch (JacksonException e) {
      throw new IOException(from + " answers what is no JSON", e);
    }
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request)
      throws IOException {
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            "%s %s was answered %d: %s"
                .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encoded(JsonNode id) {
    return URLEncoder.encode(id.asString(""), StandardCharsets.UTF_8);
  }
}
