package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.BadInput;
import cairn.testkit.http.StoryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route against what nobody should send. */
class IdentityBadInputTest {
  @TempDir static Path folder;
  private static TestDatabase database;
  private static StoryServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    var module =
        new IdentityModule(
            database.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start("the first password");
    server = new StoryServer(module.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingBreaks() {
    return BadInput.of(server, "fuzzer/admin/system");
  }
}
