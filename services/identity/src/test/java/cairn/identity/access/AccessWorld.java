package cairn.identity.access;

import cairn.common.Json;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Two domains, near and far, each with one of everything, and callers in the near one: for each
 * role a user who has it on the near project, the near domain and the system.
 */
final class AccessWorld {
  static final String PASSWORD = "secret";
  static final List<String> ROLES = List.of("admin", "manager", "member", "reader", "none");
  static final List<String> SCOPES = List.of("project", "domain", "system");

  /**
   * Who asks.
   *
   * @param token empty for nobody
   * @param own what the caller's own things are called
   */
  record Person(String name, String token, Map<String, String> own) {}

  private final Client client;
  private final Database database;
  private final String admin;
  private final Map<String, String> roles = new HashMap<>();
  final Map<String, String> shared = new HashMap<>();
  final Map<String, String> near = new HashMap<>();
  final Map<String, String> far = new HashMap<>();
  final List<Person> callers = new ArrayList<>();

  AccessWorld(Client client, Database database, String adminId) {
    this.client = client;
    this.database = database;
    this.admin = client.login(adminId, scope("system", Map.of()));
    shared.put("first_user", adminId);
    make("none", "POST", "/v3/roles", "{\"role\": {\"name\": \"none\"}}", "/role/id");
    roles.put("none", shared.get("none"));
    for (var name : ROLES) {
      roles.computeIfAbsent(
          name, role -> client.make(admin, "GET", "/v3/roles?name=" + role, "", "/roles/0/id"));
    }
    shared.put("role_id", roles.get("reader"));
    shared.put("admin", roles.get("admin"));
    shared.put("prior_role_id", roles.get("admin"));
    shared.put("implied_role_id", roles.get("manager"));
    shared.put("value", "red");
    shared.put("group", "ldap");
    shared.put("option", "url");
    make("shelf", "POST", "/v3/roles", "{\"role\": {\"name\": \"shelf\"}}", "/role/id");
    catalog();
    federation();
    domain("near", near);
    domain("far", far);
    person("near-target", near, "reader", List.of("project"));
    person("far-target", far, "reader", List.of("project"));
    callers.add(new Person("nobody", "", near));
    for (var role : ROLES) {
      var own = new HashMap<>(near);
      person(role, own, role, SCOPES);
      if (role.equals("admin")) {
        var unscoped = client.login(own.get("user_id"), Json.MAPPER.valueToTree("unscoped"));
        callers.add(new Person("unscoped", unscoped, own));
      }
      SCOPES.forEach(kind ->
          callers.add(
              new Person(
                  kind + " " + role, client.login(own.get("user_id"), scope(kind, own)), own)));
    }
  }

  private void make(String name, String method, String target, String body, String place) {
    shared.put(name, client.make(admin, method, target, Client.fill(body, shared), place));
  }

  private void put(Map<String, String> into, String name, String target, String body) {
    var noun = Json.parse(body).propertyNames().iterator().next();
    var place = noun.endsWith("limits") ? "/" + noun + "/0/id" : "/" + noun + "/id";
    into.put(
        name,
        client.make(
            admin,
            "POST",
            Client.fill(target, into),
            Client.fill(Client.fill(body, into), shared),
            place));
  }

  private void catalog() {
    put(shared, "service_id", "/v3/services", "{\"service\": {\"type\": \"bakery\"}}");
    put(shared, "idle_service", "/v3/services", "{\"service\": {\"type\": \"idle\"}}");
    put(shared, "region_id", "/v3/regions", "{\"region\": {\"id\": \"Hill\"}}");
    put(shared, "idle_region", "/v3/regions", "{\"region\": {\"id\": \"Idle\"}}");
    put(
        shared,
        "endpoint_id",
        "/v3/endpoints",
        """
        {"endpoint": {"service_id": "${service_id}", "region_id": "Hill",
         "interface": "public", "url": "http://bakery"}}\
        """);
    put(
        shared,
        "endpoint_group_id",
        "/v3/OS-EP-FILTER/endpoint_groups",
        "{\"endpoint_group\": {\"name\": \"g\", \"filters\": {\"interface\": \"admin\"}}}");
    put(shared, "policy_id", "/v3/policies", "{\"policy\": {\"blob\": \"b\", \"type\": \"t\"}}");
    var policy = "/v3/policies/${policy_id}/OS-ENDPOINT-POLICY/";
    send("PUT", policy + "endpoints/${endpoint_id}", shared);
    send("PUT", policy + "services/${service_id}", shared);
    send("PUT", policy + "services/${service_id}/regions/Hill", shared);
    var limit =
        """
        {"registered_limits": [{"service_id": "${service_id}", "resource_name": "%s",
         "default_limit": 10}]}\
        """;
    put(shared, "registered_limit_id", "/v3/registered_limits", limit.formatted("loaves"));
    put(shared, "cakes", "/v3/registered_limits", limit.formatted("cakes"));
    put(shared, "idle_limit", "/v3/registered_limits", limit.formatted("idle"));
    put(shared, "consumer_id", "/v3/OS-OAUTH1/consumers", "{\"consumer\": {}}");
  }

  private void federation() {
    var start = "/v3/OS-FEDERATION/";
    var rules =
        """
        {"mapping": {"rules": [{"local": [{"user": {"name": "{0}"}}],
         "remote": [{"type": "sub"}]}]}}\
        """;
    make("mapping_id", "PUT", start + "mappings/m", rules, "/mapping/id");
    make("idle_mapping", "PUT", start + "mappings/idle", rules, "/mapping/id");
    make(
        "idp_id",
        "PUT",
        start + "identity_providers/campus",
        "{\"identity_provider\": {}}",
        "/identity_provider/id");
    make(
        "protocol_id",
        "PUT",
        start + "identity_providers/campus/protocols/openid",
        "{\"protocol\": {\"mapping_id\": \"m\"}}",
        "/protocol/id");
    make(
        "service_provider_id",
        "PUT",
        start + "service_providers/peer",
        "{\"service_provider\": {\"auth_url\": \"https://a/b\", \"sp_url\": \"https://a/c\"}}",
        "/service_provider/id");
  }

  private void domain(String name, Map<String, String> side) {
    side.put("domain_name", name);
    put(side, "domain_id", "/v3/domains", "{\"domain\": {\"name\": \"%s\"}}".formatted(name));
    put(
        side,
        "idle_domain",
        "/v3/domains",
        "{\"domain\": {\"name\": \"idle-%s\", \"enabled\": false}}".formatted(name));
    var within = "{\"%s\": {\"name\": \"%s\", \"domain_id\": \"${domain_id}\"}}";
    put(side, "project_id", "/v3/projects", within.formatted("project", name));
    put(side, "group_id", "/v3/groups", within.formatted("group", name));
    put(side, "domain_role", "/v3/roles", within.formatted("role", name));
    var all = new HashMap<>(shared);
    all.putAll(side);
    send("PUT", "/v3/projects/${project_id}/tags/red", all);
    send("PUT", "/v3/OS-EP-FILTER/projects/${project_id}/endpoints/${endpoint_id}", all);
    send(
        "PUT", "/v3/OS-EP-FILTER/endpoint_groups/${endpoint_group_id}/projects/${project_id}", all);
    client.make(
        admin,
        "PUT",
        Client.fill("/v3/domains/${domain_id}/config", side),
        "{\"config\": {\"ldap\": {\"url\": \"ldap://127.0.0.1:1\"}}}",
        "");
    var limit =
        """
        {"limits": [{"service_id": "${service_id}", "resource_name": "loaves",
         "resource_limit": 5, "%s": "${%s}"}]}\
        """;
    put(side, "limit_id", "/v3/limits", limit.formatted("project_id", "project_id"));
    put(side, "domain_limit", "/v3/limits", limit.formatted("domain_id", "domain_id"));
    grants(all, "/groups/${group_id}", "reader");
  }

  /** A user with a role in these scopes, and with one of everything that a user can have. */
  private void person(String name, Map<String, String> own, String role, List<String> scopes) {
    put(
        own,
        "user_id",
        "/v3/users",
        """
        {"user": {"name": "%s", "domain_id": "${domain_id}", "password": "%s"}}\
        """
            .formatted(name, PASSWORD));
    own.put("own_role", roles.get(role));
    var all = new HashMap<>(shared);
    all.putAll(own);
    if (scopes.size() == 1) {
      // Not the callers, who would have the group's roles as well.
      send("PUT", "/v3/groups/${group_id}/users/${user_id}", all);
      grants(all, "/users/${user_id}", role);
    }
    for (var kind : scopes) {
      send("PUT", place(kind) + "/users/${user_id}/roles/" + roles.get(role), all);
    }
    var token = client.login(own.get("user_id"), scope("project", own));
    own.put("token", token);
    var mine = new HashMap<>(all);
    own.put(
        "application_credential_id",
        client.make(
            token,
            "POST",
            Client.fill("/v3/users/${user_id}/application_credentials", mine),
            """
            {"application_credential": {"name": "robot",
             "roles": [{"id": "%s"}],
             "access_rules": [{"path": "/x", "method": "GET", "service": "bakery"}]}}\
            """
                .formatted(roles.get(role)),
            "/application_credential/id"));
    own.put(
        "access_rule_id",
        client.make(
            token,
            "GET",
            Client.fill("/v3/users/${user_id}/access_rules", mine),
            "",
            "/access_rules/0/id"));
    own.put(
        "trust_id",
        client.make(
            token,
            "POST",
            "/v3/OS-TRUST/trusts",
            Client.fill(
                """
                {"trust": {"trustor_user_id": "${user_id}", "trustee_user_id": "${first_user}",
                 "project_id": "${project_id}", "impersonation": false,
                 "roles": [{"id": "%s"}], "expires_at": "2999-01-01T00:00:00.000000Z"}}\
                """
                    .formatted(roles.get(role)),
                mine),
            "/trust/id"));
    put(
        own,
        "credential_id",
        "/v3/credentials",
        "{\"credential\": {\"user_id\": \"${user_id}\", \"type\": \"cert\", \"blob\": \"x\"}}");
    own.put(
        "ec2",
        client.make(
            admin,
            "POST",
            Client.fill("/v3/users/${user_id}/credentials/OS-EC2", own),
            Client.fill("{\"tenant_id\": \"${project_id}\"}", own),
            "/credential/access"));
    consent(own, roles.get(role));
  }

  /** What a user let a program do; the way there is OAuthTest's. */
  private void consent(Map<String, String> own, String role) {
    own.put("access_token_id", "access-" + own.get("user_id"));
    own.put("request_token_id", "request-" + own.get("user_id"));
    database.run(tx -> {
      tx.sql(
              """
              INSERT INTO oauth_access_token
                (id, consumer_id, secret, authorizing_user_id, project_id, role_ids)
              VALUES (:id, :consumer, 's', :user, :project, ARRAY[:role])\
              """)
          .bind("id", own.get("access_token_id"))
          .bind("consumer", shared.get("consumer_id"))
          .bind("user", own.get("user_id"))
          .bind("project", own.get("project_id"))
          .bind("role", role)
          .update();
      tx.sql(
              """
              INSERT INTO oauth_request_token (id, consumer_id, secret, project_id, role_ids, expires_at)
              VALUES (:id, :consumer, 's', :project, ARRAY[]::text[], '2999-01-01')\
              """)
          .bind("id", own.get("request_token_id"))
          .bind("consumer", shared.get("consumer_id"))
          .bind("project", own.get("project_id"))
          .update();
    });
  }

  private void grants(Map<String, String> all, String actor, String role) {
    for (var kind : SCOPES) {
      send("PUT", place(kind) + actor + "/roles/" + roles.get(role), all);
      if (!kind.equals("system")) {
        var end = actor + "/roles/" + roles.get(role) + "/inherited_to_projects";
        send("PUT", "/v3/OS-INHERIT" + place(kind).substring("/v3".length()) + end, all);
      }
    }
  }

  private void send(String method, String target, Map<String, String> values) {
    client.make(admin, method, Client.fill(target, values), "", "");
  }

  private static String place(String kind) {
    return switch (kind) {
      case "project" -> "/v3/projects/${project_id}";
      case "domain" -> "/v3/domains/${domain_id}";
      default -> "/v3/system";
    };
  }

  private static JsonNode scope(String kind, Map<String, String> own) {
    var scope = Json.object();
    if (kind.equals("system")) {
      scope.putObject("system").put("all", true);
    } else {
      scope.putObject(kind).put("id", own.get(kind + "_id"));
    }
    return scope;
  }
}
