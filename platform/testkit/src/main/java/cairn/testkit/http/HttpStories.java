package cairn.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Holds the conversation of a YAML file with a server, one test a step; the form is told in the
 * package's comment. For a {@code @TestFactory}: {@code return HttpStories.of(server.url(),
 * getClass(), "http/keypairs.yaml");}
 */
public final class HttpStories {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> saved = new LinkedHashMap<>();
  private final String url;

  private HttpStories(String url, Map<String, String> given) {
    this.url = url;
    saved.putAll(given);
  }

  /** The steps of the file that lies beside that class. */
  public static Stream<DynamicTest> of(String url, Class<?> beside, String file) {
    return of(url, beside, file, Map.of());
  }

  /** The same with values that stand for {@code ${name}} from the start. */
  public static Stream<DynamicTest> of(
      String url, Class<?> beside, String file, Map<String, String> given) {
    var stories = new HttpStories(url, given);
    return steps(beside, file).stream()
        .map(step -> DynamicTest.dynamicTest(step.name(), () -> stories.hold(step)));
  }

  private static List<Step> steps(Class<?> beside, String file) {
    try (InputStream yaml = beside.getResourceAsStream(file)) {
      if (yaml == null) {
        throw new IllegalArgumentException("no story " + file + " beside " + beside);
      }
      var settings = LoadSettings.builder().setLabel(file).build();
      var list = (List<?>) new Load(settings).loadFromInputStream(yaml);
      return list.stream().map(step -> Step.of((Map<?, ?>) step)).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void hold(Step step) throws IOException, InterruptedException {
    var answer = answer(step);
    var said =
        "%s %s -> %d %s"
            .formatted(step.method(), fill(step.path()), answer.statusCode(), answer.body());
    assertThat(answer.statusCode()).as(said).isEqualTo(step.status());
    var body = parse(answer.body());
    step.node("expect")
        .ifPresent(expected ->
            expected
                .properties()
                .forEach(entry ->
                    check(said, entry.getKey(), entry.getValue(), find(body, entry.getKey()))));
    step.node("expectHeaders")
        .ifPresent(expected ->
            expected
                .properties()
                .forEach(entry ->
                    check(said, entry.getKey(), entry.getValue(), header(answer, entry.getKey()))));
    step.text("contains")
        .ifPresent(text -> assertThat(answer.body()).as(said).contains(fill(text)));
    step.node("save")
        .ifPresent(names ->
            names
                .properties()
                .forEach(entry -> {
                  var place = entry.getValue().asString();
                  var value =
                      place.startsWith("header:")
                          ? header(answer, place.substring("header:".length()))
                          : find(body, place);
                  assertThat(value.isMissingNode()).as(said + " has " + place).isFalse();
                  saved.put(entry.getKey(), value.asString());
                }));
  }

  private HttpResponse<String> answer(Step step) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var answer = client.send(request(step), HttpResponse.BodyHandlers.ofString());
      if (!step.eventually()
          || answer.statusCode() == step.status()
          || System.nanoTime() > deadline) {
        return answer;
      }
      Thread.sleep(20);
    }
  }

  private HttpRequest request(Step step) {
    var request = HttpRequest.newBuilder(URI.create(url + fill(step.path())));
    step.text("as").ifPresent(caller -> request.header("X-Auth-Token", fill(caller)));
    step.text("token").ifPresent(token -> request.header("X-Auth-Token", fill(token)));
    var headers = step.node("headers");
    headers.ifPresent(fields ->
        fields
            .properties()
            .forEach(field -> request.header(field.getKey(), fill(field.getValue().asString()))));
    var text = step.text("text").or(() -> step.node("body").map(JsonNode::toString));
    if (step.node("body").isPresent()
        && headers.map(fields -> !fields.has("Content-Type")).orElse(true)) {
      request.header("Content-Type", "application/json");
    }
    return request
        .method(
            step.method(),
            text.map(body -> HttpRequest.BodyPublishers.ofString(fill(body)))
                .orElseGet(HttpRequest.BodyPublishers::noBody))
        .build();
  }

  private void check(String said, String place, JsonNode expected, JsonNode actual) {
    if (expected.isNull()) {
      assertThat(actual.isNull() || actual.isMissingNode()).as("%s of %s", place, said).isTrue();
      return;
    }
    var text = expected.isString() ? fill(expected.asString()) : expected.toString();
    var found = actual.isString() ? actual.asString() : actual.toString();
    if (text.startsWith("/~") && text.endsWith("/")) {
      assertThat(found).as("%s of %s", place, said).matches(text.substring(2, text.length() - 1));
    } else if (expected.isContainer()) {
      assertThat(Json.parse(found)).as("%s of %s", place, said).isEqualTo(Json.parse(fill(text)));
    } else {
      assertThat(found).as("%s of %s", place, said).isEqualTo(text);
    }
  }

  private static JsonNode header(HttpResponse<String> answer, String name) {
    return answer
        .headers()
        .firstValue(name)
        .<JsonNode>map(value -> Json.MAPPER.valueToTree(value))
        .orElseGet(MissingNode::getInstance);
  }

  private static JsonNode parse(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : Json.parse(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance(); // not JSON: a story may still look at the raw text
    }
  }

  /** The value at {@code servers.0.name}; {@code #} as the last part is the number of elements. */
  private static JsonNode find(JsonNode body, String place) {
    var node = body;
    for (var part : place.split("(?<!\\\\)\\.")) {
      var key = part.replace("\\.", ".");
      if (key.equals("#")) {
        return Json.MAPPER.valueToTree(node.size());
      }
      node =
          key.matches("\\d+") && node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
    }
    return node;
  }

  private String fill(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> {
          var value = saved.get(match.group(1));
          if (value == null) {
            throw new IllegalArgumentException("nothing was saved as " + match.group(1));
          }
          return java.util.regex.Matcher.quoteReplacement(value);
        });
  }
}
