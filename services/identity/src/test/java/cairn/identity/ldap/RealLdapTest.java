package cairn.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A domain whose users live on a real LDAP server. */
@Tag("logins")
class RealLdapTest {
  @TempDir static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestDatabase database;
  private static StoryServer server;
  private static RealSlapd slapd;
  private static String admin = "";
  private static String domain = "";

  private record Answer(int status, JsonNode body, String token) {}

  @BeforeAll
  static void start() throws Exception {
    slapd = RealSlapd.start(folder.resolve("slapd"));
    slapd.apply(
        """
        dn: dc=campus,dc=example
        objectClass: dcObject
        objectClass: organization
        dc: campus
        o: Campus

        dn: cn=reader,dc=campus,dc=example
        objectClass: person
        cn: reader
        sn: reader
        userPassword: reads

        dn: ou=people,dc=campus,dc=example
        objectClass: organizationalUnit
        ou: people

        dn: ou=teams,dc=campus,dc=example
        objectClass: organizationalUnit
        ou: teams

        """
            + person("ann")
            + person("bob")
            + person("eve")
            + person("pia*")
            + IntStream.range(0, 20).mapToObj(i -> person("x" + i)).reduce("", String::concat)
            + """
            dn: cn=choir,ou=teams,dc=campus,dc=example
            objectClass: groupOfNames
            cn: choir
            description: sings
            member: uid=ann,ou=people,dc=campus,dc=example
            member: uid=gone,ou=people,dc=campus,dc=example

            """);
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    var module =
        new IdentityModule(
            database.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    module.start("secret");
    server = new StoryServer(module.authenticator(), List.of(), module.routes());
    admin = password("admin", "default", "secret", "admin").token();
    domain =
        make(
            "campus",
            slapd.url(),
            ", \"use_tls\": true, \"tls_cacertfile\": \"%s\""
                .formatted(folder.resolve("slapd/certificate.pem")));
  }

  private static String person(String id) {
    return """
    dn: uid=%1$s,ou=people,dc=campus,dc=example
    objectClass: inetOrgPerson
    uid: %1$s
    cn: %1$s
    sn: %1$s
    mail: %1$s@campus.example
    employeeType: %2$s
    userPassword: %1$s's own

    """
        .formatted(id, id.equals("eve") ? "514" : "512");
  }

  private static String make(String name, String url, String more) throws Exception {
    var made = call("POST", "/v3/domains", "{\"domain\": {\"name\": \"%s\"}}".formatted(name));
    var id = made.body().path("domain").path("id").stringValue();
    var set =
        call(
            "PUT",
            "/v3/domains/%s/config".formatted(id),
            """
            {"config": {"identity": {"driver": "ldap"}, "ldap": {"url": "%s",
              "user": "cn=reader,dc=campus,dc=example", "password": "reads",
              "user_tree_dn": "ou=people,dc=campus,dc=example",
              "group_tree_dn": "ou=teams,dc=campus,dc=example",
              "user_id_attribute": "uid", "user_name_attribute": "uid",
              "user_filter": "(!(uid=x19))", "group_name_attribute": "cn",
              "user_enabled_attribute": "employeeType", "user_enabled_mask": 2,
              "user_enabled_default": "512", "page_size": 3,
              "group_desc_attribute": "description"%s}}}\
            """
                .formatted(url, more));
    assertThat(set.status()).as(set.body().toString()).isEqualTo(201);
    return id;
  }

  @AfterAll
  static void stop() {
    slapd.close();
    server.close();
    database.close();
  }

  private static Answer call(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!admin.isEmpty()) {
      request.header("X-Auth-Token", admin);
    }
    var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? Json.object() : Json.parse(answer.body()),
        answer.headers().firstValue("X-Subject-Token").orElse(""));
  }

  private static Answer password(String name, String domain, String password, String project)
      throws Exception {
    var scope =
        project.isEmpty()
            ? ""
            : ", \"scope\": {\"project\": {\"name\": \"%s\", \"domain\": {\"id\": \"default\"}}}"
                .formatted(project);
    return call(
        "POST",
        "/v3/auth/tokens",
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user":
          {"name": "%s", "domain": {"id": "%s"}, "password": "%s"}}}%s}}\
        """
            .formatted(name, domain, password, scope));
  }

  @Test
  void passwordsAreTheServersOwn() throws Exception {
    var ann = password("ann", domain, "ann's own", "");
    assertThat(ann.status()).as(ann.body().toString()).isEqualTo(201);
    var user = ann.body().path("token").path("user");
    assertThat(user.path("name").stringValue()).isEqualTo("ann");
    // Keystone's id for this entry.
    assertThat(user.path("id").stringValue())
        .isEqualTo(cairn.identity.federation.login.PublicIds.of(domain, "user", "ann"));
    var shown = call("GET", "/v3/users/" + user.path("id").stringValue(), "");
    assertThat(shown.body().path("user").path("email").stringValue())
        .isEqualTo("ann@campus.example");
    assertThat(password("ann", domain, "wrong", "").status()).isEqualTo(401);
    assertThat(password("ann", domain, "", "").status()).isEqualTo(401);
    assertThat(password("nobody", domain, "x", "").status()).isEqualTo(401);
    // What looks like a pattern is a name.
    assertThat(password("*", domain, "ann's own", "").status()).isEqualTo(401);
    assertThat(password("pia*", domain, "pia*'s own", "").status()).isEqualTo(201);
    assertThat(password("ann)(uid=*", domain, "x", "").status()).isEqualTo(401);
    // Bit 2 of the mask: disabled.
    assertThat(password("eve", domain, "eve's own", "").status()).isEqualTo(401);
    // Left out by the filter.
    assertThat(password("x19", domain, "x19's own", "").status()).isEqualTo(401);
  }

  @Test
  void usersAndGroupsAreListedPageByPage() throws Exception {
    var all = call("GET", "/v3/users?domain_id=" + domain, "");
    assertThat(all.body().path("users").size()).isGreaterThanOrEqualTo(23);
    var one = call("GET", "/v3/users?name=bob&domain_id=" + domain, "");
    assertThat(one.body().path("users").size()).isEqualTo(1);
    var groups = call("GET", "/v3/groups?domain_id=" + domain, "");
    assertThat(groups.body().path("groups").path(0).path("name").stringValue()).isEqualTo("choir");
    var id = groups.body().path("groups").path(0).path("id").stringValue();
    var members = call("GET", "/v3/groups/%s/users".formatted(id), "");
    assertThat(members.body().path("users").size()).isEqualTo(1);
    var user = members.body().path("users").path(0).path("id").stringValue();
    var own = call("GET", "/v3/users/%s/groups".formatted(user), "");
    assertThat(own.body().path("groups").path(0).path("id").stringValue()).isEqualTo(id);
  }

  @Test
  void rolesOfGroupCountAndEndWithTheMembership() throws Exception {
    var groups = call("GET", "/v3/groups?name=choir&domain_id=" + domain, "");
    var group = groups.body().path("groups").path(0).path("id").stringValue();
    var project = call("POST", "/v3/projects", "{\"project\": {\"name\": \"stage\"}}");
    var projectId = project.body().path("project").path("id").stringValue();
    var roles = call("GET", "/v3/roles?name=member", "");
    var role = roles.body().path("roles").path(0).path("id").stringValue();
    call("PUT", "/v3/projects/%s/groups/%s/roles/%s".formatted(projectId, group, role), "");
    assertThat(password("ann", domain, "ann's own", "stage").status()).isEqualTo(201);
    assertThat(password("bob", domain, "bob's own", "stage").status()).isEqualTo(401);
    slapd.apply(
        """
        dn: cn=choir,ou=teams,dc=campus,dc=example
        changetype: modify
        add: member
        member: uid=bob,ou=people,dc=campus,dc=example
        """);
    var bob = password("bob", domain, "bob's own", "stage");
    assertThat(bob.status()).isEqualTo(201);
    slapd.apply(
        """
        dn: cn=choir,ou=teams,dc=campus,dc=example
        changetype: modify
        delete: member
        member: uid=bob,ou=people,dc=campus,dc=example
        """);
    assertThat(password("bob", domain, "bob's own", "stage").status()).isEqualTo(401);
  }

  @Test
  void nothingIsWritten() throws Exception {
    var made =
        call(
            "POST",
            "/v3/users",
            "{\"user\": {\"name\": \"new\", \"domain_id\": \"%s\"}}".formatted(domain));
    assertThat(made.status()).isEqualTo(403);
    var ann = call("GET", "/v3/users?name=ann&domain_id=" + domain, "");
    var id = ann.body().path("users").path(0).path("id").stringValue();
    assertThat(call("DELETE", "/v3/users/" + id, "").status()).isEqualTo(403);
    var change = call("PATCH", "/v3/users/" + id, "{\"user\": {\"enabled\": false}}");
    assertThat(change.status()).isEqualTo(403);
  }

  @Test
  void userWhoIsGoneLosesTheirTokens() throws Exception {
    slapd.apply(person("temp"));
    var login = password("temp", domain, "temp's own", "");
    assertThat(login.status()).isEqualTo(201);
    slapd.apply(
        """
        dn: uid=temp,ou=people,dc=campus,dc=example
        changetype: delete
        """);
    assertThat(password("temp", domain, "temp's own", "").status()).isEqualTo(401);
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/identity/v3/auth/tokens"))
            .header("X-Auth-Token", admin)
            .header("X-Subject-Token", login.token())
            .build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void serverThatIsSilentHoldsUpItsOwnDomainOnly() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var dead = make("dead", "ldap://127.0.0.1:" + silent.getLocalPort(), "");
      var waiting = new Thread[12];
      for (var i = 0; i < waiting.length; i++) {
        waiting[i] = Thread.ofVirtual().start(() -> attempt(dead));
      }
      assertThat(password("ann", domain, "ann's own", "").status()).isEqualTo(201);
      assertThat(password("admin", "default", "secret", "admin").status()).isEqualTo(201);
      assertThat(password("x", dead, "y", "").status()).isEqualTo(503);
      for (var thread : waiting) {
        thread.join();
      }
    }
  }

  private static void attempt(String domain) {
    try {
      password("x", domain, "y", "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void strangersCertificateIsRefused() throws Exception {
    var untrusted = make("untrusted", slapd.url(), ", \"use_tls\": true");
    assertThat(password("ann", untrusted, "ann's own", "").status()).isEqualTo(503);
  }
}
