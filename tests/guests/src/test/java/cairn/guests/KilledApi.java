package cairn.guests;

import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** The API of a cloud whose processes are killed: an answer may not come. Safe for many threads. */
final class KilledApi implements AutoCloseable {
  /** No answer, or none that says whether it was done. */
  static final int UNKNOWN = 0;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final String url;
  private final String token;

  /** What came back; the status is {@link #UNKNOWN} where it does not say what has happened. */
  record Answer(int status, String text) {
    JsonNode json() {
      return Json.parse(text);
    }

    Answer good() {
      if (status < 200 || status > 299) {
        throw new AssertionError("answered %d: %s".formatted(status, text));
      }
      return this;
    }
  }

  KilledApi(String url, String password) {
    this.url = url;
    var login =
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "admin",
          "domain": {"id": "default"}, "password": "%s"}}},
          "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}\
        """
            .formatted(password);
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/identity/v3/auth/tokens"))
              .POST(BodyPublishers.ofString(login))
              .header("Content-Type", "application/json")
              .build();
      token =
          http.send(request, BodyHandlers.ofString())
              .headers()
              .firstValue("X-Subject-Token")
              .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError("no login", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Answer call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(ANSWER_MAX)
            .header("X-Auth-Token", token)
            .header("OpenStack-API-Version", "compute 2.96")
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return send(request);
  }

  /** Gives an image its bytes. */
  void upload(String image, byte[] bytes) {
    var request =
        HttpRequest.newBuilder(URI.create("%s/image/v2/images/%s/file".formatted(url, image)))
            .timeout(ANSWER_MAX)
            .header("X-Auth-Token", token)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    var _ = send(request).good();
  }

  private Answer send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      var status = answer.statusCode() >= 500 ? UNKNOWN : answer.statusCode();
      return new Answer(status, answer.body());
    } catch (IOException e) {
      return new Answer(UNKNOWN, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(UNKNOWN, "interrupted");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
