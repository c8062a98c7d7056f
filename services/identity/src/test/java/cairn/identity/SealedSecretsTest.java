package cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.token.Fernet;
import cairn.identity.token.SealedValues;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bind passwords and clients' secrets: sealed in their rows, and again after a rotation. */
class SealedSecretsTest {
  private static final String PASSWORDS = "SELECT value FROM domain_config WHERE name = 'password'";
  private static final String CLIENTS =
      "SELECT openid -> 'client_secret' AS value FROM identity_provider";

  @TempDir private Path folder = Path.of("");

  @Test
  void rowsHoldNoSecretInTheClear() throws Exception {
    try (var database = TestDatabase.create(IdentityModule.MIGRATIONS)) {
      var module =
          new IdentityModule(
              database.database(),
              Time.system(),
              Entropy.system(),
              IdentitySettings.of(folder.resolve("keys")),
              List.of());
      module.start("x");
      try (var server = new StoryServer(module.routes())) {
        put(
            server.url() + "/identity/v3/domains/default/config",
            "{\"config\": {\"ldap\": {\"url\": \"ldap://a\", \"password\": \"bind secret\"}}}");
        put(
            server.url() + "/identity/v3/OS-FEDERATION/identity_providers/campus",
            """
            {"identity_provider": {"openid": {"issuer": "https://campus.example",
             "client_id": "cairn", "client_secret": "client secret"}}}\
            """);
      }
      var sealed =
          new SealedValues(new Fernet(module.credentialKeys(), Entropy.system(), Time.system()));
      for (var rotations = 0; rotations < 4; rotations++) {
        assertThat(kept(database, PASSWORDS)).doesNotContain("bind");
        assertThat(kept(database, CLIENTS)).contains("sealed").doesNotContain("client");
        assertThat(sealed.open(Json.parse(kept(database, PASSWORDS))).asString())
            .isEqualTo("bind secret");
        assertThat(sealed.open(Json.parse(kept(database, CLIENTS))).asString())
            .isEqualTo("client secret");
        module.credentialKeys().rotate();
        module.sealAgain();
      }
    }
  }

  private static String kept(TestDatabase database, String sql) {
    return database.database().read(tx -> tx.sql(sql).one(row -> Json.write(row.json("value"))));
  }

  private static void put(String url, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-Auth-Token", "root/admin/system")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }
}
