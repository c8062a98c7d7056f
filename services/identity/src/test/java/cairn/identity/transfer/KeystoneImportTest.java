package cairn.identity.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Imports what a Keystone 22 wrote ({@code mysqldump} of its database on MariaDB): its users log in
 * with the passwords they had there.
 */
class KeystoneImportTest {
  @TempDir Path folder;

  private Path dump() throws Exception {
    var file = folder.resolve("keystone.sql");
    try (var in = KeystoneImportTest.class.getResourceAsStream("keystone-22.sql")) {
      Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  private IdentityModule module(TestDatabase database) {
    var module =
        new IdentityModule(
            database.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start("secret");
    return module;
  }

  @Test
  void passwordsAndRolesComeAlong() throws Exception {
    try (var database = TestDatabase.create(IdentityModule.MIGRATIONS)) {
      module(database);
      var importer = new KeystoneImport(database.database());
      var lines = importer.run(dump()).lines();
      assertThat(lines)
          .contains(
              "domain: 1 added, 1 here already",
              "project: 2 added, 1 taken for the one of that name that is here",
              "role: 2 added, 3 taken for the one of that name that is here",
              "user: 5 added, 1 taken for the one of that name that is here",
              "group: 1 added",
              "application credential: 1 added");
      assertThat(importer.run(dump()).lines())
          .contains(
              "domain: 2 here already",
              "user: 5 here already, 1 taken for the one of that name that is here",
              "application credential: 1 here already")
          .noneMatch(line -> line.contains("added"));
      var again = module(database);
      try (var server = new StoryServer(again.authenticator(), List.of(), again.routes())) {
        var bea = login(server, password("bea", "bea's \\ secret", "works"), 201);
        assertThat(bea.path("token").path("roles").toString()).contains("\"member\"");
        assertThat(bea.path("token").path("user").path("id").stringValue())
            .isEqualTo("a9ef0602f85b4ee6a66cf38cabc82013");
        login(server, password("sam", "sam secret", ""), 201);
        login(server, password("pia", "pia secret", ""), 201);
        login(server, password("pia", "sam secret", ""), 401);
        login(server, password("off", "off secret", ""), 401);
        var program =
            login(
                server,
                """
                {"auth": {"identity": {"methods": ["application_credential"],
                 "application_credential": {"id": "ed0c21c8190240be95c29905791b9f6f",
                                            "secret": "ci secret"}}}}\
                """,
                201);
        assertThat(program.path("token").path("project").path("name").stringValue())
            .isEqualTo("works");
      }
    }
  }

  @Test
  void anotherCloudIsAskedOverItsApi() throws Exception {
    try (var there = TestDatabase.create(IdentityModule.MIGRATIONS);
        var here = TestDatabase.create(IdentityModule.MIGRATIONS);
        var http = HttpClient.newHttpClient()) {
      var source = module(there);
      new KeystoneImport(there.database()).run(dump());
      source.reload();
      module(here);
      try (var server = new StoryServer(source.authenticator(), List.of(), source.routes())) {
        var auth =
            Json.parse(
                """
                {"identity": {"methods": ["password"], "password": {"user":
                  {"name": "admin", "domain": {"id": "default"}, "password": "secret"}}},
                 "scope": {"system": {"all": true}}}\
                """);
        var importer = new KeystoneImport(here.database());
        assertThat(importer.run(http, server.url() + "/identity/", auth).lines())
            .contains(
                "domain: 1 added, 1 here already",
                "user: 5 added, 1 taken for the one of that name that is here",
                "group: 1 added",
                "membership: 1 added")
            .anyMatch(line -> line.contains("need new ones"));
        assertThat(importer.run(http, server.url() + "/identity/v3", auth).lines())
            .noneMatch(line -> line.contains("added"));
      }
      for (var table : List.of("role_assignment", "role_inference", "group_member", "project")) {
        assertThat(rows(here, table)).as(table).isEqualTo(rows(there, table));
      }
    }
  }

  private static long rows(TestDatabase database, String table) {
    return database
        .database()
        .read(tx -> tx.sql("SELECT count(*) AS n FROM " + table).one(row -> row.longInteger("n")));
  }

  @Test
  void clashImportsNothing() throws Exception {
    try (var database = TestDatabase.create(IdentityModule.MIGRATIONS)) {
      module(database);
      database
          .database()
          .run(tx ->
              tx.sql(
                      """
                      INSERT INTO project
                        (id, name, is_domain, enabled, description, tags, options, extra)
                      VALUES ('other', 'acme', true, true, '', '{}', '{}', '{}')\
                      """)
                  .update());
      var importer = new KeystoneImport(database.database());
      assertThatThrownBy(() -> importer.run(dump()))
          .isInstanceOf(CloudException.class)
          .hasMessageContaining("domain acme has the id other here");
      var users =
          database
              .database()
              .read(tx -> tx.sql("SELECT name FROM user_account").list(row -> row.text("name")));
      assertThat(users).containsExactly("admin");
    }
  }

  private static String password(String name, String password, String project) {
    var body = Json.object();
    var user = body.putObject("auth").putObject("identity");
    user.putArray("methods").add("password");
    user.putObject("password")
        .putObject("user")
        .put("name", name)
        .put("password", password)
        .putObject("domain")
        .put("name", "acme");
    if (!project.isEmpty()) {
      ((tools.jackson.databind.node.ObjectNode) body.path("auth"))
          .putObject("scope")
          .putObject("project")
          .put("name", project)
          .putObject("domain")
          .put("name", "acme");
    }
    return body.toString();
  }

  private static JsonNode login(StoryServer server, String body, int status) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity/v3/auth/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(status);
    return Json.parse(answer.body());
  }
}
