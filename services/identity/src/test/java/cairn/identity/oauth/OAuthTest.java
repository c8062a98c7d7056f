package cairn.identity.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.identity.wire.PercentEncoding;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A program's whole way to a token, in both versions; their answers are forms, so no story. */
class OAuthTest {
  @TempDir static Path folder;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
            List.of());
    module.start("secret");
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity/v3" + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return Json.parse(response.body());
  }

  private static String form(HttpResponse<String> response, String name) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return List.of(response.body().split("&")).stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> admin() throws IOException, InterruptedException {
    return send(
        "POST",
        "/auth/tokens",
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "admin",
          "domain": {"id": "default"}, "password": "secret"}}},
          "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}\
        """);
  }

  private static String subject(HttpResponse<String> response) {
    return response.headers().firstValue("X-Subject-Token").orElseThrow();
  }

  private static String header(String consumer, String secret, String token, String tokenSecret) {
    var signature = PercentEncoding.encode(secret + "&" + tokenSecret);
    return "OAuth oauth_consumer_key=\"%s\", oauth_token=\"%s\", oauth_signature_method=\"PLAINTEXT\", oauth_signature=\"%s\""
        .formatted(consumer, token, signature);
  }

  @Test
  void aConsumerComesToAToken() throws Exception {
    var login = admin();
    var token = subject(login);
    var user = json(login, 201).path("token").path("user").path("id").stringValue();
    var project = json(login, 201).path("token").path("project").path("id").stringValue();
    var made =
        json(send("POST", "/OS-OAUTH1/consumers", "{\"consumer\": {}}", "X-Auth-Token", token), 201)
            .path("consumer");
    var consumer = made.path("id").stringValue();
    var secret = made.path("secret").stringValue();

    var asked =
        send(
            "POST",
            "/OS-OAUTH1/request_token",
            "",
            "Requested-Project-Id",
            project,
            "Authorization",
            header(consumer, secret, "", ""));
    var requestToken = form(asked, "oauth_token");
    var requestSecret = form(asked, "oauth_token_secret");
    var early =
        header(consumer, secret, requestToken, requestSecret) + ", oauth_verifier=\"guess\"";
    assertThat(send("POST", "/OS-OAUTH1/access_token", "", "Authorization", early).statusCode())
        .as("before it is authorized")
        .isEqualTo(401);

    var authorize = "/OS-OAUTH1/authorize/" + requestToken;
    var roles = "{\"roles\": [{\"name\": \"reader\"}]}";
    var verifier =
        json(send("PUT", authorize, roles, "X-Auth-Token", token), 200)
            .path("token")
            .path("oauth_verifier")
            .stringValue();
    var signed =
        header(consumer, secret, requestToken, requestSecret)
            + ", oauth_verifier=\"%s\"".formatted(verifier);
    var given = send("POST", "/OS-OAUTH1/access_token", "", "Authorization", signed);
    var access = form(given, "oauth_token");
    var accessSecret = form(given, "oauth_token_secret");
    assertThat(send("POST", "/OS-OAUTH1/access_token", "", "Authorization", signed).statusCode())
        .as("a second time")
        .isEqualTo(404);

    var body = "{\"auth\": {\"identity\": {\"methods\": [\"oauth1\"], \"oauth1\": {}}}}";
    var authorization = header(consumer, secret, access, accessSecret);
    var issued = send("POST", "/auth/tokens", body, "Authorization", authorization);
    var shown = json(issued, 201).path("token");
    assertThat(shown.path("user").path("id").stringValue()).isEqualTo(user);
    assertThat(shown.path("project").path("id").stringValue()).isEqualTo(project);
    assertThat(shown.path("roles")).hasSize(1);
    assertThat(shown.path("OS-OAUTH1").path("access_token_id").stringValue()).isEqualTo(access);
    assertThat(shown.path("OS-OAUTH1").path("consumer_id").stringValue()).isEqualTo(consumer);
    var delegated = subject(issued);
    assertThat(send("PUT", authorize, roles, "X-Auth-Token", delegated).statusCode())
        .as("it gives nothing on")
        .isEqualTo(403);
    var wrong = header(consumer, secret, access, "wrong");
    assertThat(send("POST", "/auth/tokens", body, "Authorization", wrong).statusCode())
        .isEqualTo(401);

    var one = "/users/%s/OS-OAUTH1/access_tokens/%s".formatted(user, access);
    var entity = json(send("GET", one, "", "X-Auth-Token", token), 200).path("access_token");
    assertThat(entity.path("authorizing_user_id").stringValue()).isEqualTo(user);
    assertThat(entity.has("secret")).isFalse();
    var listed = json(send("GET", one + "/roles", "", "X-Auth-Token", token), 200).path("roles");
    var role = listed.path(0).path("id").stringValue();
    json(send("GET", one + "/roles/" + role, "", "X-Auth-Token", token), 200);
    json(send("GET", one + "/roles/none", "", "X-Auth-Token", token), 404);
    assertThat(send("DELETE", one, "", "X-Auth-Token", token).statusCode()).isEqualTo(204);
    assertThat(send("GET", "/auth/projects", "", "X-Auth-Token", delegated).statusCode())
        .as("what was taken back")
        .isEqualTo(401);
  }

  @Test
  void anApplicationCredentialIsAClient() throws Exception {
    var login = admin();
    var user = json(login, 201).path("token").path("user").path("id").stringValue();
    var made =
        json(
                send(
                    "POST",
                    "/users/%s/application_credentials".formatted(user),
                    "{\"application_credential\": {\"name\": \"client\"}}",
                    "X-Auth-Token",
                    subject(login)),
                201)
            .path("application_credential");
    var pair = made.path("id").stringValue() + ":" + made.path("secret").stringValue();
    var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    var granted = token("grant_type=client_credentials", basic, 200);
    assertThat(granted.path("token_type").stringValue()).isEqualTo("Bearer");
    assertThat(granted.path("expires_in").intValue()).isBetween(3000, 3600);
    var bearer = "Bearer " + granted.path("access_token").stringValue();
    assertThat(send("GET", "/auth/projects", "", "Authorization", bearer).statusCode())
        .isEqualTo(200);

    assertThat(token("", basic, 400).path("error").stringValue()).isEqualTo("invalid_request");
    assertThat(token("grant_type=password", basic, 400).path("error").stringValue())
        .isEqualTo("unsupported_grant_type");
    for (var wrong :
        List.of(
            "Basic " + Base64.getEncoder().encodeToString("a:b".getBytes(UTF_8)),
            "Basic !",
            "Basic YTo=",
            "Digest x")) {
      assertThat(token("grant_type=client_credentials", wrong, 401).path("error").stringValue())
          .isEqualTo("invalid_client");
    }
  }

  private static JsonNode token(String form, String authorization, int status) throws Exception {
    return json(
        send(
            "POST",
            "/OS-OAUTH2/token",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            authorization),
        status);
  }
}
