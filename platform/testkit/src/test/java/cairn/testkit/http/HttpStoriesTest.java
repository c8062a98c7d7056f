package cairn.testkit.http;

import cairn.common.CloudException;
import cairn.http.BodySchema;
import cairn.http.PlainErrors;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HttpStoriesTest {
  private static final StoryServer SERVER = new StoryServer(routes());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @TestFactory
  Stream<DynamicTest> stories() {
    return HttpStories.of(SERVER.url(), getClass(), "stories.yaml");
  }

  @TestFactory
  Stream<DynamicTest> everyRoute() {
    return RouteCoverage.of(SERVER);
  }

  private static Routes routes() {
    var routes = new Routes("echo", "/echo", PlainErrors.FORM);
    routes
        .post("/{word}")
        .policy(new Rule("echo:say", "role:member", "Say it again"))
        .body(BodySchema.of("{\"type\": \"object\"}"))
        .to(request -> {
          if (request.parameter("word").equals("no")) {
            throw new CloudException(CloudException.Kind.CONFLICT, "No.");
          }
          return Response.ok(json -> json.writePOJO(request.body()))
              .header("X-Word", request.parameter("word"));
        });
    return routes;
  }
}
