package cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.testkit.SqlStatements;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole: its stories over HTTP, its routes and its SQL. */
class IdentityModuleTest {
  private static final String PASSWORD = "the first password";

  @TempDir static Path folder;
  private static TestDatabase database;
  private static IdentityModule module;
  private static StoryServer server;
  private static StoryServer withFakeTokens;
  private static LogLines log;

  @BeforeAll
  static void start() {
    log = new LogLines();
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    module =
        new IdentityModule(
            database.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(
                new CatalogService("identity", "keystone", "/identity", ""),
                new CatalogService("compute", "nova", "/compute", "/v2.1")));
    module.start(PASSWORD);
    var routes = module.routes();
    server = new StoryServer(module.authenticator(), List.of(), routes);
    withFakeTokens = new StoryServer(routes);
  }

  @AfterAll
  static void stop() {
    server.close();
    withFakeTokens.close();
    database.close();
    log.close();
    assertThat(log.lines()).as("what the stories made the service log").isNotEmpty();
    // A password of the stories, tokens, hashes of passwords.
    assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));
    assertThat(log.lines()).noneMatch(line -> line.contains("gAAAA"));
    assertThat(log.lines()).noneMatch(line -> line.contains("$argon2"));
  }

  @TestFactory
  Stream<DynamicTest> everyRouteAsksWhoAndWhether() {
    return RouteCoverage.of(withFakeTokens);
  }

  @TestFactory
  Stream<DynamicTest> stories() {
    return Stream.of(
            "tokens",
            "scopes",
            "projects",
            "domains",
            "users",
            "federated_users",
            "groups",
            "roles",
            "assignments",
            "grants",
            "application_credentials",
            "trusts",
            "credentials",
            "access_rules",
            "oauth",
            "revocations",
            "catalog",
            "endpoint_filters",
            "policies",
            "limits",
            "domain_configs",
            "federation")
        .flatMap(name ->
            HttpStories.of(
                server.url(),
                IdentityModuleTest.class,
                "/cairn/identity/http/%s.yaml".formatted(name),
                Map.of("url", server.url(), "password", PASSWORD)));
  }

  @Test
  void everyStatementFitsTheTables() {
    assertThat(SqlStatements.check(database.database(), "cairn.identity")).isGreaterThan(50);
  }

  @Test
  void startingAgainChangesNothing() {
    module.start("another password");
    assertThat(server.url()).isNotEmpty();
  }
}
