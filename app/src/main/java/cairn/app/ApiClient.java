package cairn.app;

import cairn.common.CloudException;
import cairn.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A small client of the cloud's own API, for the commands; it logs in as the user admin. Used by
 * one thread.
 */
final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http;
  private final String url;
  private final String token;

  private ApiClient(HttpClient http, String url, String token) {
    this.http = http;
    this.url = url;
    this.token = token;
  }

  /** Logs in to the cloud that is up on that folder. */
  static ApiClient login(DataFolder data) {
    var cloud = RunningCloud.required(data);
    var ca = data.keys().resolve("ca.crt");
    var own = cloud.url().startsWith("https:") && Files.exists(ca);
    var http = WebClients.trusting(own ? Optional.of(ca) : Optional.empty()).build();
    var body =
        Json.parse(
            """
            {"auth": {"identity": {"methods": ["password"], "password": {"user":
              {"name": "admin", "domain": {"id": "default"}, "password": "%s"}}},
             "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}\
            """
                .formatted(data.adminPassword()));
    var anonymous = new ApiClient(http, cloud.url(), "");
    var answer =
        anonymous.send(
            "POST",
            "/identity/v3/auth/tokens",
            HttpRequest.BodyPublishers.ofString(body.toString()),
            "application/json");
    var token =
        answer
            .headers()
            .firstValue("X-Subject-Token")
            .orElseThrow(() -> new IllegalStateException("identity gave no token"));
    return new ApiClient(http, cloud.url(), token);
  }

  JsonNode get(String path) {
    return json(send("GET", path, HttpRequest.BodyPublishers.noBody(), ""));
  }

  JsonNode post(String path, String body) {
    return json(send("POST", path, HttpRequest.BodyPublishers.ofString(body), "application/json"));
  }

  JsonNode put(String path, String body) {
    return json(send("PUT", path, HttpRequest.BodyPublishers.ofString(body), "application/json"));
  }

  void delete(String path) {
    send("DELETE", path, HttpRequest.BodyPublishers.noBody(), "");
  }

  /** Sends a file's bytes. */
  void upload(String path, Path file) {
    try {
      send("PUT", path, HttpRequest.BodyPublishers.ofFile(file), "application/octet-stream");
    } catch (java.io.FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of a list whose name is that. */
  Optional<JsonNode> named(String path, String key, String name) {
    var query = path + (path.contains("?") ? "&" : "?") + "name=" + name;
    return get(query)
        .path(key)
        .valueStream()
        .filter(item -> item.path("name").asString().equals(name))
        .findFirst();
  }

  private HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String type) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).method(method, body);
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    }
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (path.startsWith("/compute")) {
      request.header("OpenStack-API-Version", "compute 2.37");
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "%s %s was answered %d: %s"
                .formatted(method, path, answer.statusCode(), answer.body().strip()));
      }
      return answer;
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The cloud at %s does not answer: %s".formatted(url, e.getMessage()),
          "",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(CloudException.Kind.UNAVAILABLE, "Interrupted.", "", e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return answer.body().isEmpty() ? MissingNode.getInstance() : Json.parse(answer.body());
    } catch (JacksonException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The cloud's answer is not JSON: " + answer.body(),
          "",
          e);
    }
  }
}
