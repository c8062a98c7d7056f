package cairn.image;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.BadInput;
import cairn.testkit.http.StoryServer;
import cairn.work.Jobs;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route against what nobody should send. */
class ImageBadInputTest {
  @TempDir static Path folder;
  private static TestDatabase database;
  private static StoryServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create("work", "image");
    var settings = new ImageSettings(folder, 1 << 20);
    var jobs = new Jobs(database.database(), Time.system(), Entropy.system());
    var module =
        new ImageModule(database.database(), Time.system(), Entropy.system(), settings, jobs);
    module.start();
    server = new StoryServer(module.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingBreaks() {
    return BadInput.of(server, "fuzzer/admin/p1");
  }
}
