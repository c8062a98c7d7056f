package cairn.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Json;
import cairn.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every route against paths, queries and bodies that nobody should send: the answer is never a 5xx
 * (501 says that something is not there, and may), and never shows the inside of the program.
 *
 * <p>Only what these tests have made themselves is changed and deleted, so the caller keeps the
 * rights that they came with. A failure names its seed; {@code -Dseed=N} repeats it.
 */
public final class BadInput {
  private static final int ROUNDS = Integer.getInteger("badinput.rounds", 8);
  private static final Pattern INSIDE =
      Pattern.compile("\\tat |Exception|\\bcairn\\.|\\bjava\\.|org\\.postgresql|SELECT |INSERT ");

  /** What may stand in a path in place of an id; encoded. */
  private static final List<String> IDS =
      List.of(
          "00000000-0000-4000-8000-000000000000",
          "0123456789abcdef0123456789abcdef",
          "x",
          "0",
          "-1",
          "null",
          "detail",
          "%E2%98%83",
          "%F0%9F%98%80",
          "%00",
          "%FF%FE",
          "%20",
          "%27%22",
          "..",
          "a%0Ab",
          "a".repeat(300));

  private static final List<String> QUERIES =
      List.of(
          "limit=-1",
          "limit=99999999999999999999",
          "limit=x",
          "limit=",
          "marker=%00",
          "marker=x",
          "marker=00000000-0000-4000-8000-000000000000&limit=1",
          "sort_key=nothing&sort_dir=sideways",
          "sort=name:asc:desc,:,x",
          "name=%00",
          "name=%FF",
          "name=a&name=b",
          "id=x&id=%F0%9F%98%80",
          "project_id=%00",
          "enabled=maybe",
          "fields=nothing&fields=",
          "created_at=in:2030",
          "updated_at=gt:2030-99-99",
          "changes-since=yesterday",
          "tags=,,&not-tags=%00",
          "status=%27",
          "all_tenants=perhaps",
          "resources=VCPU:x",
          "resources=VCPU:1:2,:&required=%21",
          "member_of=in:",
          "fixed_ips=ip_address%3Dx",
          "a%5B%5D=1&%00=2&=&&",
          "page_reverse=x&limit=2&marker=x",
          "q=" + "a".repeat(5000));

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "application/octet-stream",
          "application/json; charset=klingon",
          "application/openstack-images-v2.1-json-patch",
          "x");

  private final StoryServer server;
  private final String token;
  private final List<String> made = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private BadInput(StoryServer server, String token) {
    this.server = server;
    this.token = token;
  }

  /** One test a route of the server, asked with that token. */
  public static Stream<DynamicTest> of(StoryServer server, String token) {
    var fuzz = new BadInput(server, token);
    var order = List.of("POST", "PUT", "GET", "HEAD", "PATCH", "DELETE");
    var routes =
        server.tables().stream()
            .flatMap(table -> table.all().stream())
            .sorted(Comparator.comparingInt(route -> order.indexOf(route.method())))
            .map(route ->
                DynamicTest.dynamicTest(
                    "%s %s %s".formatted(route.method(), route.path(), route.action().orElse("")),
                    () -> fuzz.check(route)));
    return Stream.concat(
        routes, Stream.of(DynamicTest.dynamicTest("some of it went through", fuzz::reached)));
  }

  /** Where the first look at a request turns all of it away, the rest was not tested. */
  private void reached() {
    System.getLogger(BadInput.class.getName())
        .log(System.Logger.Level.INFO, "answers: " + statuses);
    assertThat(statuses).as("how often each status").containsKeys(200, 400, 404);
    assertThat(statuses.getOrDefault(403, 0)).as("%s", statuses).isLessThan(total() / 2);
    assertThat(statuses.getOrDefault(401, 0)).as("%s", statuses).isLessThan(total() / 5);
  }

  private int total() {
    return statuses.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void check(Route route) throws IOException, InterruptedException {
    var seed = Long.getLong("seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (var round = 0; round < ROUNDS; round++) {
      var request = request(route, random);
      var answer = send(request);
      var text = "rerun with -Dseed=%d: %s%n%s".formatted(seed, request, answer.body());
      assertThat(answer.statusCode()).as(text).matches(status -> status < 500 || status == 501);
      assertThat(INSIDE.matcher(answer.body()).find() && answer.statusCode() >= 400)
          .as(text)
          .isFalse();
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (route.method().equals("POST") && answer.statusCode() / 100 == 2) {
        remember(answer.body());
      }
    }
  }

  /** After a body that it did not read to its end the server closes the connection: once more. */
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException _) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpRequest request(Route route, SplittableRandom random) {
    var path = new StringBuilder(server.url()).append(path(route, random));
    if (random.nextInt(route.method().equals("GET") ? 2 : 8) == 0) {
      path.append('?').append(pick(QUERIES, random));
    }
    var request =
        HttpRequest.newBuilder(URI.create(path.toString())).timeout(Duration.ofSeconds(60));
    request.header("X-Auth-Token", token);
    for (var table : server.tables()) {
      if (route.path().startsWith(table.prefix())) {
        table
            .microversions()
            .ifPresent(versions ->
                request.header(
                    "OpenStack-API-Version",
                    versions.serviceType()
                        + " "
                        + (random.nextBoolean()
                            ? route.since().orElse(versions.min())
                            : route.until().orElse(versions.max()))));
      }
    }
    if (route.body().isEmpty() && route.action().isEmpty() && !route.streamed()) {
      return request.method(route.method(), HttpRequest.BodyPublishers.noBody()).build();
    }
    request.header("Content-Type", type(route, random));
    var body = HttpRequest.BodyPublishers.ofByteArray(body(route, random));
    return request.method(route.method(), body).build();
  }

  private static String type(Route route, SplittableRandom random) {
    if (random.nextInt(10) == 0) {
      return pick(TYPES, random);
    }
    return route.streamed() ? "application/octet-stream" : "application/json";
  }

  private String path(Route route, SplittableRandom random) {
    var path = new StringBuilder();
    for (var part : route.path().split("(?=/)")) {
      if (!part.contains("{")) {
        path.append(part);
      } else {
        path.append('/').append(id(route, random));
      }
    }
    return path.toString();
  }

  private String id(Route route, SplittableRandom random) {
    if (!made.isEmpty() && random.nextInt(4) > 0) {
      return pick(made, random);
    }
    // Half of the time an id that is well formed, so that more than the id is looked at.
    return random.nextBoolean() && !route.method().equals("GET")
        ? IDS.getFirst()
        : pick(IDS, random);
  }

  private static byte[] body(Route route, SplittableRandom random) {
    var schema = route.body().map(body -> body.source()).orElseGet(Json::object);
    var sample = new SchemaSamples(schema, random).next();
    if (route.action().isPresent() && !sample.has(route.action().get())) {
      var action = Json.object();
      action.set(route.action().get(), sample);
      sample = action;
    }
    return new BadBodies(random).spoil(sample);
  }

  private void remember(String body) {
    var ids = Pattern.compile("\"id\": ?\"([0-9a-f-]{32,36})\"").matcher(body);
    if (ids.find() && made.size() < 200) {
      made.add(ids.group(1));
    }
  }

  private static String pick(List<String> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
