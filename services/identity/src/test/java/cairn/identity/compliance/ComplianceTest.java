package cairn.identity.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.AccountSettings;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.identity.ResourceSettings;
import cairn.identity.limit.LimitModel;
import cairn.testkit.FakeTime;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.StoryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A service of which much is demanded: its stories are told with the clock put forward between. */
class ComplianceTest {
  private static final String PASSWORD = "first password 1";

  @TempDir static Path folder;
  private static TestDatabase database;
  private static StoryServer server;
  private static FakeTime time;
  private static IdentityModule module;

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    time = new FakeTime();
    var rules =
        new SecurityCompliance(
            Optional.of(Pattern.compile("^(?=.*\\d)(?=.*[a-z]).{7,}$")),
            Optional.of("seven or more, a digit and a letter among them"),
            3,
            Duration.ofDays(1),
            Optional.of(Duration.ofDays(90)),
            true,
            Optional.of(2),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(120),
            1000,
            50);
    module =
        new IdentityModule(
            database.database(),
            new Ticking(time),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys"))
                .with(new AccountSettings(rules, Duration.ofMinutes(1)))
                .with(new ResourceSettings(LimitModel.STRICT_TWO_LEVEL, 5)),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start(PASSWORD);
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> whatIsDemandedOfPasswords() {
    return Stream.of(
            story("looks"),
            later(Duration.ofHours(25), "a day"),
            story("history"),
            story("lock_out"),
            later(Duration.ofMinutes(11), "some minutes"),
            story("unlocked"),
            later(Duration.ofDays(91), "three months"),
            story("expired"),
            later(Duration.ofDays(121), "four months"),
            story("inactive"))
        .flatMap(steps -> steps);
  }

  @TestFactory
  Stream<DynamicTest> limitsInTwoLevels() {
    return Stream.concat(
        story("two_levels"),
        Stream.of(
            DynamicTest.dynamicTest(
                "services learn of them",
                () ->
                    assertThat(module.limits().ofProject("bakery", "any"))
                        .isEqualTo(Map.of("loaves", 10)))));
  }

  @Test
  void whoeverFailsTooOftenIsSentAwayForAMinute() {
    var clock = new FakeTime();
    var throttle = new Throttle(clock, 2);
    throttle.failed("them");
    throttle.check("them");
    throttle.failed("them");
    assertThatThrownBy(() -> throttle.check("them"))
        .isInstanceOfSatisfying(
            CloudException.class,
            e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.TOO_MANY_REQUESTS));
    throttle.check("others");
    clock.advance(Duration.ofMinutes(1));
    throttle.check("them");
  }

  /** Moves on by a moment with every look: what follows upon something is later than it. */
  private record Ticking(FakeTime clock) implements Time {
    @Override
    public Instant now() {
      clock.advance(Duration.ofMillis(1));
      return clock.now();
    }

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      clock.sleep(duration);
    }
  }

  private static Stream<DynamicTest> story(String name) {
    return HttpStories.of(
        server.url(),
        ComplianceTest.class,
        "/cairn/identity/http/compliance/%s.yaml".formatted(name),
        Map.of("url", server.url(), "password", PASSWORD));
  }

  private static Stream<DynamicTest> later(Duration duration, String words) {
    return Stream.of(DynamicTest.dynamicTest(words + " later", () -> time.advance(duration)));
  }
}
