package cairn.identity.federation.openid;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.FederationSettings;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Logins with a real OpenID provider: the openstack client as it is, and a browser. */
@Tag("logins")
class RealOpenIdTest {
  private static final String DASHBOARD = "http://127.0.0.1:9/auth/websso/";
  private static final String CALLBACK = "/identity/v3/auth/OS-FEDERATION/openid/callback";

  @TempDir static Path folder;
  private static TestDatabase database;
  private static StoryServer server;
  private static RealProvider provider;
  private static String admin = "";

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    var module =
        new IdentityModule(
            database.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys"))
                .with(new FederationSettings(List.of(DASHBOARD))),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start("secret");
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
    provider = RealProvider.start(Path.of("target/openid-provider"), server.url() + CALLBACK);
    admin =
        call(
                "POST",
                "/v3/auth/tokens",
                """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                  {"name": "admin", "domain": {"id": "default"}, "password": "secret"}}},
                 "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}\
                """)
            .headers()
            .firstValue("X-Subject-Token")
            .orElseThrow();
    call(
        "PUT",
        "/v3/OS-FEDERATION/identity_providers/campus",
        """
        {"identity_provider": {"enabled": true, "remote_ids": ["%1$s"], "openid": {
          "issuer": "%1$s", "client_id": "cloud", "client_secret": "between us",
          "introspection": true, "scopes": "openid email groups"}}}\
        """
            .formatted(provider.url()));
    call(
        "PUT",
        "/v3/OS-FEDERATION/mappings/people",
        """
        {"mapping": {"schema_version": "2.0", "rules": [
          {"remote": [{"type": "OIDC-sub", "not_any_of": ["cloud"]}, {"type": "OIDC-sub"},
                      {"type": "OIDC-email"}, {"type": "OIDC-groups", "any_one_of": ["staff"]}],
           "local": [{"user": {"name": "{0}", "email": "{1}"}, "domain": {"id": "default"},
             "projects": [{"name": "lab", "roles": [{"name": "member"}]}]}]},
          {"remote": [{"type": "OIDC-sub", "any_one_of": ["cloud"]}, {"type": "OIDC-client_id"}],
           "local": [{"user": {"name": "robot-{0}"}, "domain": {"id": "default"},
             "projects": [{"name": "lab", "roles": [{"name": "reader"}]}]}]}]}}\
        """);
    call(
        "PUT",
        "/v3/OS-FEDERATION/identity_providers/campus/protocols/openid",
        "{\"protocol\": {\"mapping_id\": \"people\", \"remote_id_attribute\": \"HTTP_OIDC_ISS\"}}");
  }

  @AfterAll
  static void stop() {
    provider.close();
    server.close();
    database.close();
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!admin.isEmpty()) {
      request.header("X-Auth-Token", admin);
    }
    var answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer;
  }

  private JsonNode openstack(Map<String, String> more, String... words) throws Exception {
    var command = new java.util.ArrayList<>(List.of("openstack"));
    command.addAll(List.of(words));
    command.addAll(List.of("-f", "json"));
    var out = Files.createTempFile(folder, "openstack", ".out");
    var errors = Files.createTempFile(folder, "openstack", ".err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.redirectError(errors.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("OS_"));
    environment.put("OS_AUTH_URL", server.url() + "/identity/v3");
    environment.put("OS_IDENTITY_API_VERSION", "3");
    environment.put("OS_IDENTITY_PROVIDER", "campus");
    environment.put("OS_PROTOCOL", "openid");
    environment.put("OS_PROJECT_NAME", "lab");
    environment.put("OS_PROJECT_DOMAIN_ID", "default");
    environment.putAll(more);
    var process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Json.parse(Files.readString(out));
  }

  @Test
  void programLogsInWithItsClientCredentials() throws Exception {
    // The first login makes the project; the client asks for its scope in the same breath.
    var client =
        Map.of(
            "OS_AUTH_TYPE", "v3oidcclientcredentials",
            "OS_CLIENT_ID", "cloud",
            "OS_CLIENT_SECRET", "between us",
            "OS_OPENID_SCOPE", "openid email",
            "OS_DISCOVERY_ENDPOINT", provider.url() + "/.well-known/openid-configuration");
    var token = openstack(client, "token", "issue");
    assertThat(token.path("project_id").stringValue()).hasSize(32);
    var shown =
        Json.parse(call("GET", "/v3/users/" + token.path("user_id").stringValue(), "").body());
    assertThat(shown.path("user").path("name").stringValue()).isEqualTo("robot-cloud");
  }

  @Test
  void accessTokensLogIn() throws Exception {
    for (var scope : List.of("openid email", "opaque")) {
      var form = "grant_type=client_credentials&scope=" + scope.replace(" ", "%20");
      var request =
          HttpRequest.newBuilder(URI.create(provider.url() + "/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header(
                  "Authorization",
                  "Basic "
                      + java.util.Base64.getEncoder()
                          .encodeToString("cloud:between%20us".getBytes(StandardCharsets.UTF_8)))
              .POST(BodyPublishers.ofString(form))
              .build();
      var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      var access = Json.parse(answer.body()).path("access_token").stringValue();
      if (scope.equals("opaque")) {
        // An opaque token of a client says no subject, so the mapping makes nobody of it.
        var refused =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create(
                                server.url()
                                    + "/identity/v3/OS-FEDERATION/identity_providers/campus/protocols/openid/auth"))
                        .header("Authorization", "Bearer " + access)
                        .POST(BodyPublishers.noBody())
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
      } else {
        var token =
            openstack(
                Map.of("OS_AUTH_TYPE", "v3oidcaccesstoken", "OS_ACCESS_TOKEN", access),
                "token",
                "issue");
        assertThat(token.path("project_id").stringValue()).hasSize(32);
      }
    }
  }

  @Test
  void browserComesFromTheDashboardAndGoesBackWithToken() throws Exception {
    var browser =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    var start =
        server.url()
            + "/identity/v3/auth/OS-FEDERATION/websso/openid?origin="
            + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8);
    var page = follow(browser, start);
    while (page.body().contains("/interaction/")) {
      page = follow(browser, submit(browser, page));
    }
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("action=\"" + DASHBOARD + "\"");
    var token =
        Pattern.compile("name=\"token\" id=\"token\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    var scoped =
        Json.parse(
            call(
                    "POST",
                    "/v3/auth/tokens",
                    """
                    {"auth": {"identity": {"methods": ["token"], "token": {"id": "%s"}},
                     "scope": {"project": {"name": "lab", "domain": {"id": "default"}}}}}\
                    """
                        .formatted(token.group(1)))
                .body());
    assertThat(scoped.path("token").path("user").path("name").stringValue()).isEqualTo("ann");
    // The end of one browser's login is of no use in another.
    var stranger = HttpClient.newHttpClient();
    var answer = send(stranger, HttpRequest.newBuilder(page.uri()).build());
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void otherDashboardsAreRefused() throws Exception {
    var start =
        server.url() + "/identity/v3/auth/OS-FEDERATION/websso/openid?origin=http://evil.example/";
    var answer =
        send(HttpClient.newHttpClient(), HttpRequest.newBuilder(URI.create(start)).build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("is not a trusted dashboard host");
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest request)
      throws Exception {
    return browser.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> follow(HttpClient browser, String url) throws Exception {
    var uri = URI.create(url);
    for (var hops = 0; hops < 20; hops++) {
      var answer = send(browser, HttpRequest.newBuilder(uri).build());
      var location = answer.headers().firstValue("Location");
      if (location.isEmpty()) {
        return answer;
      }
      uri = uri.resolve(location.get());
    }
    throw new AssertionError("too many hops at " + uri);
  }

  /** Fills the provider's form in; where it leads next. */
  private static String submit(HttpClient browser, HttpResponse<String> page) throws Exception {
    var action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.body());
    assertThat(action.find()).as(page.body()).isTrue();
    var prompt = page.body().contains("value=\"login\"") ? "login" : "consent";
    var uri = page.uri().resolve(action.group(1));
    var answer =
        send(
            browser,
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("prompt=" + prompt + "&login=ann&password=any"))
                .build());
    return uri.resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
  }
}
