package cairn.identity.federation.openid;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks issuers over HTTP; each question ends within seconds and each answer is of bounded size. */
final class IssuerClient {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int BYTES_MAX = 1 << 20;

  /** What an issuer answered. */
  record Answer(int status, JsonNode body) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Answer get(String url) {
    return send(request(url).GET());
  }

  Answer getWithToken(String url, String token) {
    return send(request(url).header("Authorization", "Bearer " + token).GET());
  }

  /** Posts a form as that client. */
  Answer post(String url, OpenIdSettings settings, Map<String, String> form) {
    var request =
        request(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    if (settings.clientSecret().isPresent()) {
      var id = encoded(settings.clientId().orElse(""));
      var both = id + ":" + encoded(settings.clientSecret().get());
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    return send(request);
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder request(String url) {
    try {
      return HttpRequest.newBuilder(URI.create(url))
          .timeout(ANSWER_MAX)
          .header("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw unreachable(url, e);
    }
  }

  private Answer send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      HttpResponse<String> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
      return new Answer(answer.statusCode(), Json.parse(answer.body()));
    } catch (IOException | JacksonException e) {
      throw unreachable(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(request.uri().toString(), e);
    }
  }

  private static CloudException unreachable(String url, Exception e) {
    return new CloudException(
        Kind.UNAVAILABLE, "The identity provider does not answer as it should.", url, e);
  }
}
