package cairn.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every route proves for free: without a token and with a forged one it answers 401; a route
 * that asks a rule leaves an audit line.
 */
public final class RouteCoverage {
  private RouteCoverage() {}

  /** One test a route of the server. */
  public static Stream<DynamicTest> of(StoryServer server) {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return server.tables().stream()
        .flatMap(table -> table.all().stream())
        .filter(route -> !(route.access() instanceof Route.Access.Open))
        .map(route ->
            DynamicTest.dynamicTest(
                "%s %s %s".formatted(route.method(), route.path(), route.action().orElse("")),
                () -> check(client, server, route)));
  }

  private static void check(HttpClient client, StoryServer server, Route route)
      throws IOException, InterruptedException {
    assertThat(status(client, server, route, "")).as("without a token").isEqualTo(401);
    assertThat(status(client, server, route, "forged")).as("with a forged token").isEqualTo(401);
    var before = server.audited().size();
    status(client, server, route, "nobody/none/-");
    if (route.rule().isPresent()) {
      assertThat(server.audited().size()).as("audit lines").isGreaterThan(before);
    }
  }

  private static int status(HttpClient client, StoryServer server, Route route, String token)
      throws IOException, InterruptedException {
    var path = route.path().replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
    var request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    }
    for (var table : server.tables()) {
      if (route.path().startsWith(table.prefix())) {
        table
            .microversions()
            .ifPresent(versions ->
                request.header(
                    "OpenStack-API-Version",
                    versions.serviceType() + " " + route.since().orElse(versions.min())));
      }
    }
    var body = route.action().map(name -> "{\"%s\":{}}".formatted(name)).orElse("{}");
    request.method(
        route.method(),
        route.method().startsWith("P")
            ? HttpRequest.BodyPublishers.ofString(body)
            : HttpRequest.BodyPublishers.noBody());
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
