package cairn.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.identity.TokenSettings;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.testkit.FakeTime;
import cairn.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database, with one key repository. */
class TokensTest {
  @TempDir static Path folder;
  private static TestDatabase database;
  private static FakeTime time;

  private static String adminId = "";
  private static String projectId = "";

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    time = new FakeTime();
    server().start("secret");
    adminId = text("SELECT id FROM user_account WHERE name = 'admin'");
    projectId = text("SELECT id FROM project WHERE name = 'admin'");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static IdentityModule server() {
    return server(IdentitySettings.of(folder.resolve("keys")));
  }

  private static IdentityModule server(IdentitySettings settings) {
    return new IdentityModule(
        database.database(),
        time,
        Entropy.system(),
        settings,
        List.of(new CatalogService("identity", "keystone", "/identity", "")));
  }

  private static String text(String sql) {
    return database.database().read(tx -> tx.sql(sql).one(row -> row.text("id")));
  }

  private static IdentityModule started() {
    var server = server();
    server.start("secret");
    return server;
  }

  private static Tokens.Issued issue(IdentityModule server) {
    return ((Tokens) server.authenticator())
        .issue(
            new Tokens.Wanted(
                time.now(),
                adminId,
                Set.of(AuthMethod.PASSWORD),
                new TokenScope.Project(projectId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .orElseThrow();
  }

  @Test
  void authenticatingAsksNoDatabase() {
    var server = started();
    var text = issue(server).text();
    assertThat(
            Database.statementsOf(
                () -> assertThat(server.authenticator().authenticate(text)).isPresent()))
        .isZero();
    var caller = server.authenticator().authenticate(text).orElseThrow();
    assertThat(caller.userName()).isEqualTo("admin");
    assertThat(caller.projectId()).contains(projectId);
    assertThat(caller.roles()).containsExactlyInAnyOrder("admin", "manager", "member", "reader");
  }

  @Test
  void aTokenHoldsUntilItsEnd() {
    var server = started();
    var text = issue(server).text();
    time.advance(Duration.ofMinutes(59));
    assertThat(server.authenticator().authenticate(text)).isPresent();
    time.advance(Duration.ofMinutes(1));
    assertThat(server.authenticator().authenticate(text)).isEmpty();
    assertThat(((Tokens) server.authenticator()).validateExpired(text)).isPresent();
    time.advance(Duration.ofDays(2));
    assertThat(((Tokens) server.authenticator()).validateExpired(text)).isEmpty();
  }

  @Test
  void anotherServerKnowsTheTokenAndLearnsOfItsEnd() {
    var one = started();
    var two = started();
    var issued = issue(one);
    assertThat(two.authenticator().authenticate(issued.text())).isPresent();
    try (var feed = new ChangeFeed(database.config(), Time.system())) {
      feed.start();
      two.follow(feed);
      Database shared = database.database();
      shared.run(tx -> ((Tokens) one.authenticator()).revoke(tx, issued.token().token()));
      assertThat(one.authenticator().authenticate(issued.text())).as("at once").isEmpty();
      await().until(() -> two.authenticator().authenticate(issued.text()).isEmpty());
    }
  }

  @Test
  void signedTokensHoldOnEveryServer() {
    var settings =
        IdentitySettings.of(folder.resolve("keys"))
            .with(new TokenSettings(TokenSettings.Kind.JWS, Duration.ofHours(1)));
    var one = server(settings);
    var two = server(settings);
    one.start("secret");
    two.start("secret");
    var text = issue(one).text();
    assertThat(text).startsWith("eyJ");
    assertThat(two.authenticator().authenticate(text)).isPresent();
    assertThat(started().authenticator().authenticate(text)).as("without the keys").isEmpty();
    assertThat(two.authenticator().authenticate(issue(started()).text())).isPresent();
  }

  @Test
  void aServerThatWasNotToldFollowsTheRotations() throws Exception {
    var one = started();
    var two = started();
    for (var rotation = 0; rotation < 3; rotation++) {
      one.keys().rotate();
    }
    assertThat(two.authenticator().authenticate(issue(one).text())).isPresent();
  }

  @Test
  void aRotationOfKeysLeavesTokensInForce() throws Exception {
    var one = started();
    var two = started();
    var text = issue(one).text();
    one.keys().rotate();
    two.keys().reload();
    assertThat(one.authenticator().authenticate(text)).isPresent();
    assertThat(two.authenticator().authenticate(issue(one).text())).isPresent();
  }
}
