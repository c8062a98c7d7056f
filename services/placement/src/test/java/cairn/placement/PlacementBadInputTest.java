package cairn.placement;

import cairn.testkit.TestDatabase;
import cairn.testkit.http.BadInput;
import cairn.testkit.http.StoryServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every route against what nobody should send. */
class PlacementBadInputTest {
  private static TestDatabase database;
  private static StoryServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create("placement");
    server = new StoryServer(new PlacementModule(database.database()).routes());
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
