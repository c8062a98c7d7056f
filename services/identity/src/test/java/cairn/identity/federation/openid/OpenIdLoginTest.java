package cairn.identity.federation.openid;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.FakeTime;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Logins with an issuer's tokens, right and wrong ones. */
class OpenIdLoginTest {
  private static final String AUTH =
      "/v3/OS-FEDERATION/identity_providers/campus/protocols/openid/auth";

  @TempDir static Path folder;
  private static final FakeTime TIME = new FakeTime();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestDatabase database;
  private static StoryServer server;
  private static FakeIssuer issuer;
  private static String admin = "";

  private record Answer(int status, JsonNode body, String token) {}

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    issuer = new FakeIssuer();
    var module =
        new IdentityModule(
            database.database(),
            TIME,
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start("secret");
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
    loginAsAdmin();
    put(
        "/v3/OS-FEDERATION/identity_providers/campus",
        """
        {"identity_provider": {"enabled": true, "remote_ids": ["%1$s"], "authorization_ttl": 30,
          "openid": {"issuer": "%1$s", "client_id": "cloud", "client_secret": "s",
                     "introspection": true}}}\
        """
            .formatted(issuer.url()));
    put(
        "/v3/OS-FEDERATION/mappings/people",
        """
        {"mapping": {"schema_version": "2.0", "rules": [{"remote": [{"type": "OIDC-sub"},
            {"type": "OIDC-email"}, {"type": "HTTP_OIDC_GROUPS", "blacklist": ["secret"]}],
          "local": [{"user": {"name": "{0}", "email": "{1}"}, "domain": {"id": "default"},
            "groups": "{2}",
            "projects": [{"name": "of-{0}", "roles": [{"name": "member"}]}]}]}]}}\
        """);
    put(
        "/v3/OS-FEDERATION/identity_providers/campus/protocols/openid",
        "{\"protocol\": {\"mapping_id\": \"people\", \"remote_id_attribute\": \"HTTP_OIDC_ISS\"}}");
  }

  @AfterAll
  static void stop() {
    issuer.close();
    server.close();
    database.close();
  }

  private static void loginAsAdmin() throws Exception {
    admin =
        send(
                "POST",
                "/v3/auth/tokens",
                """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                  {"name": "admin", "domain": {"id": "default"}, "password": "secret"}}},
                 "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}\
                """,
                "X-None",
                "")
            .token();
  }

  private static Answer send(String method, String path, String body, String header, String value)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity" + path))
            .header("Content-Type", "application/json")
            .header(header, value)
            .method(method, BodyPublishers.ofString(body))
            .build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? Json.object() : Json.parse(answer.body()),
        answer.headers().firstValue("X-Subject-Token").orElse(""));
  }

  private static JsonNode put(String path, String body) throws Exception {
    var answer = send("PUT", path, body, "X-Auth-Token", admin);
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 204);
    return answer.body();
  }

  private static JWTClaimsSet.Builder claims(String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .subject(subject)
        .audience("cloud")
        .expirationTime(Date.from(TIME.now().plusSeconds(300)))
        .claim("email", subject + "@campus.example")
        .claim("groups", List.of("choir", "secret"));
  }

  private static Answer login(String token) throws Exception {
    return send("POST", AUTH, "", "Authorization", "Bearer " + token);
  }

  private static Answer scope(String token, String project) throws Exception {
    return send(
        "POST",
        "/v3/auth/tokens",
        """
        {"auth": {"identity": {"methods": ["token"], "token": {"id": "%s"}},
         "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}\
        """
            .formatted(token, project),
        "X-None",
        "");
  }

  @Test
  void signedTokenMakesUserProjectAndMemberships() throws Exception {
    var group =
        send("POST", "/v3/groups", "{\"group\": {\"name\": \"choir\"}}", "X-Auth-Token", admin);
    var groupId = group.body().path("group").path("id").stringValue();
    var roles = send("GET", "/v3/roles?name=reader", "", "X-Auth-Token", admin);
    var reader = roles.body().path("roles").path(0).path("id").stringValue();
    var projects = send("GET", "/v3/projects?name=service", "", "X-Auth-Token", admin);
    var service = projects.body().path("projects").path(0).path("id").stringValue();
    put("/v3/projects/%s/groups/%s/roles/%s".formatted(service, groupId, reader), "");

    var unscoped = login(issuer.sign(JWSAlgorithm.RS256, claims("ann").build()));
    assertThat(unscoped.status()).as(unscoped.body().toString()).isEqualTo(201);
    var user = unscoped.body().path("token").path("user");
    assertThat(user.path("name").stringValue()).isEqualTo("ann");
    assertThat(user.path("domain").path("id").stringValue()).isEqualTo("default");
    var federation = user.path("OS-FEDERATION");
    assertThat(federation.path("identity_provider").path("id").stringValue()).isEqualTo("campus");
    assertThat(federation.path("groups").path(0).path("id").stringValue()).isEqualTo(groupId);
    assertThat(unscoped.body().path("token").path("methods").path(0).stringValue())
        .isEqualTo("mapped");

    var own = scope(unscoped.token(), "of-ann");
    assertThat(own.status()).isEqualTo(201);
    assertThat(own.body().path("token").path("roles").toString()).contains("\"member\"");
    assertThat(scope(unscoped.token(), "service").status()).isEqualTo(201);

    // The membership ends before the token does.
    TIME.advance(Duration.ofMinutes(31));
    assertThat(scope(unscoped.token(), "of-ann").status()).isEqualTo(201);
    assertThat(scope(unscoped.token(), "service").status()).isEqualTo(401);
    loginAsAdmin();
    var again = login(issuer.sign(JWSAlgorithm.ES256, claims("ann").build()));
    assertThat(again.body().path("token").path("user").path("id")).isEqualTo(user.path("id"));
    assertThat(scope(again.token(), "service").status()).isEqualTo(201);
  }

  @Test
  void userWhoWasLinkedBeforeLogsInAsThemselves() throws Exception {
    var made =
        send(
            "POST",
            "/v3/users",
            """
            {"user": {"name": "bob of here", "federated": [{"idp_id": "campus", "protocols":
              [{"protocol_id": "openid", "unique_id": "bob%40campus"}]}]}}\
            """,
            "X-Auth-Token",
            admin);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);

    var login = login(issuer.sign(JWSAlgorithm.RS256, claims("bob@campus").build()));
    assertThat(login.status()).as(login.body().toString()).isEqualTo(201);
    var user = login.body().path("token").path("user");
    assertThat(user.path("id")).isEqualTo(made.body().path("user").path("id"));
    assertThat(user.path("name").stringValue()).isEqualTo("bob of here");

    var shown = send("GET", "/v3/users?unique_id=bob%2540campus", "", "X-Auth-Token", admin);
    assertThat(shown.body().path("users").path(0).path("federated").toString())
        .isEqualTo(
            """
            [{"idp_id":"campus","protocols":[{"protocol_id":"openid","unique_id":"bob%40campus"}]}]\
            """);
  }

  @Test
  void keysOfThreeKindsAreTaken() throws Exception {
    for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256)) {
      assertThat(login(issuer.sign(algorithm, claims("key").build())).status())
          .as(algorithm.getName())
          .isEqualTo(201);
    }
  }

  @Test
  void wrongTokensAreRefused() throws Exception {
    var algorithm = JWSAlgorithm.RS256;
    var past = Date.from(TIME.now().minusSeconds(61));
    var later = Date.from(TIME.now().plusSeconds(61));
    for (var wrong :
        List.of(
            claims("eve").audience("shop"),
            claims("eve").audience(List.of()),
            claims("eve").issuer("https://elsewhere"),
            claims("eve").expirationTime(past),
            claims("eve").expirationTime(null),
            claims("eve").notBeforeTime(later))) {
      assertThat(login(issuer.sign(algorithm, wrong.build())).status())
          .as(wrong.build().toString())
          .isEqualTo(401);
    }
    assertThat(login(new PlainJWT(claims("eve").build()).serialize()).status()).isEqualTo(401);
    var shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims("eve").build());
    shared.sign(new MACSigner(issuer.rsa.toRSAPublicKey().getEncoded()));
    assertThat(login(shared.serialize()).status()).isEqualTo(401);
    var good = issuer.sign(algorithm, claims("eve").build());
    assertThat(login(good.substring(0, good.length() - 8) + "AAAAAAAA").status()).isEqualTo(401);
    try (var stranger = new FakeIssuer()) {
      assertThat(login(stranger.sign(algorithm, claims("eve").build())).status()).isEqualTo(401);
    }
    assertThat(login("").status()).isEqualTo(401);
    var claimless = claims("eve").claim("email", null).build();
    assertThat(login(issuer.sign(algorithm, claimless)).status()).isEqualTo(401);
  }

  @Test
  void passwordOfSameNameIsTheOtherUsers() throws Exception {
    var made =
        send(
            "POST",
            "/v3/users",
            "{\"user\": {\"name\": \"twin\", \"password\": \"own\"}}",
            "X-Auth-Token",
            admin);
    assertThat(made.status()).isEqualTo(201);
    var shadow = login(issuer.sign(JWSAlgorithm.RS256, claims("twin").build()));
    assertThat(shadow.status()).isEqualTo(201);
    var own =
        send(
            "POST",
            "/v3/auth/tokens",
            """
            {"auth": {"identity": {"methods": ["password"], "password": {"user":
              {"name": "twin", "domain": {"id": "default"}, "password": "own"}}}}}\
            """,
            "X-None",
            "");
    assertThat(own.status()).isEqualTo(201);
    assertThat(own.body().path("token").path("user").path("id"))
        .isEqualTo(made.body().path("user").path("id"))
        .isNotEqualTo(shadow.body().path("token").path("user").path("id"));
  }

  @Test
  void opaqueTokensAreShownToTheIssuer() throws Exception {
    issuer.opaque.put(
        "opaque1",
        """
        {"active": true, "client_id": "cloud", "sub": "robot", "email": "r@x", "groups": ["a"]}\
        """);
    issuer.opaque.put(
        "opaque2",
        "{\"active\": true, \"client_id\": \"shop\", \"sub\": \"eve\", \"email\": \"e\"}");
    var answer = login("opaque1");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("token").path("user").path("name").stringValue())
        .isEqualTo("robot");
    assertThat(login("opaque2").status()).isEqualTo(401);
    assertThat(login("opaque3").status()).isEqualTo(401);
  }

  @Test
  void disablingTheProviderVoidsItsTokens() throws Exception {
    put(
        "/v3/OS-FEDERATION/identity_providers/other",
        """
        {"identity_provider": {"enabled": true,
          "openid": {"issuer": "%1$s", "audiences": ["cloud"]}}}\
        """
            .formatted(issuer.url()));
    put(
        "/v3/OS-FEDERATION/identity_providers/other/protocols/openid",
        "{\"protocol\": {\"mapping_id\": \"people\"}}");
    var token = issuer.sign(JWSAlgorithm.RS256, claims("zoe").build());
    var path = AUTH.replace("campus", "other");
    var answer = send("POST", path, "", "Authorization", "Bearer " + token);
    assertThat(answer.status()).isEqualTo(201);
    TIME.advance(Duration.ofSeconds(1));
    var disabled =
        send(
            "PATCH",
            "/v3/OS-FEDERATION/identity_providers/other",
            "{\"identity_provider\": {\"enabled\": false}}",
            "X-Auth-Token",
            admin);
    assertThat(disabled.status()).isEqualTo(200);
    assertThat(scope(answer.token(), "of-zoe").status()).isEqualTo(404);
    assertThat(send("POST", path, "", "Authorization", "Bearer " + token).status()).isEqualTo(403);
  }
}
