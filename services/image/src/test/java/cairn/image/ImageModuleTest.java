package cairn.image;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageModuleTest {
  @TempDir static Path folder;

  private final TestDatabase postgres = TestDatabase.create("image");
  private StoryServer server;

  @BeforeAll
  void start() {
    var module =
        new ImageModule(
            postgres.database(),
            Time.system(),
            Entropy.system(),
            new ImageSettings(folder, 1 << 20));
    module.start();
    server = new StoryServer(module.routes());
  }

  @AfterAll
  void stop() {
    server.close();
    postgres.close();
  }

  private Stream<DynamicTest> stories(String file) {
    return HttpStories.of(server.url(), getClass(), "/cairn/image/http/" + file);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsGuarded() {
    return RouteCoverage.of(server);
  }

  @TestFactory
  Stream<DynamicTest> discovery() {
    return stories("discovery.yaml");
  }

  @TestFactory
  Stream<DynamicTest> images() {
    return stories("images.yaml");
  }

  @TestFactory
  Stream<DynamicTest> lists() {
    return stories("lists.yaml");
  }

  @TestFactory
  Stream<DynamicTest> patches() {
    return stories("patches.yaml");
  }

  @TestFactory
  Stream<DynamicTest> data() {
    return stories("data.yaml");
  }

  @TestFactory
  Stream<DynamicTest> members() {
    return stories("members.yaml");
  }
}
