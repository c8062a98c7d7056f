package cairn.placement;

import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlacementModuleTest {
  private final TestDatabase postgres = TestDatabase.create("placement");
  private final StoryServer server =
      new StoryServer(new PlacementModule(postgres.database()).routes());

  @AfterAll
  void stop() {
    server.close();
    postgres.close();
  }

  private Stream<DynamicTest> stories(String file) {
    return HttpStories.of(server.url(), getClass(), "/cairn/placement/http/" + file);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsGuarded() {
    return RouteCoverage.of(server);
  }

  @TestFactory
  Stream<DynamicTest> words() {
    return stories("words.yaml");
  }

  @TestFactory
  Stream<DynamicTest> providers() {
    return stories("providers.yaml");
  }

  @TestFactory
  Stream<DynamicTest> allocations() {
    return stories("allocations.yaml");
  }

  @TestFactory
  Stream<DynamicTest> candidates() {
    return stories("candidates.yaml");
  }
}
