package cairn.identity.auth;

import cairn.common.Entropy;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.FakeTime;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.StoryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One-time passwords, at a time that stands still so that they can be known before. */
class SecondFactorTest {
  private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @TempDir static Path folder;
  private static final FakeTime TIME = new FakeTime();
  private static TestDatabase database;
  private static StoryServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    var module =
        new IdentityModule(
            database.database(),
            TIME,
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of());
    module.start("secret");
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> stories() {
    var key = TimeBasedPasscode.decode(SEED);
    var step = TIME.now().getEpochSecond() / 30;
    return HttpStories.of(
        server.url(),
        SecondFactorTest.class,
        "/cairn/identity/http/second_factors.yaml",
        Map.of(
            "seed", SEED,
            "passcode", TimeBasedPasscode.create(key, step),
            "late", TimeBasedPasscode.create(key, step - 2)));
  }
}
