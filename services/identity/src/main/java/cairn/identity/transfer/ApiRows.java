package cairn.identity.transfer;

import cairn.common.Json;
import cairn.identity.transfer.SqlDump.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The API's documents as the rows that they come from in Keystone's database. */
final class ApiRows {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "name",
          "domain_id",
          "parent_id",
          "is_domain",
          "enabled",
          "description",
          "tags",
          "options",
          "links",
          "default_project_id",
          "password_expires_at",
          "federated");

  private final Map<String, List<Row>> tables = new HashMap<>();

  Map<String, List<Row>> tables() {
    return tables;
  }

  void domain(JsonNode domain) {
    var values = values(domain, "id", "name", "description");
    values.put("enabled", truth(domain.path("enabled").asBoolean(true)));
    values.put("is_domain", "1");
    values.put("extra", extra(domain));
    add("project", values);
    options("project", domain);
  }

  void project(JsonNode project) {
    if (project.path("is_domain").asBoolean(false)) {
      return;
    }
    var values = values(project, "id", "name", "description", "domain_id", "parent_id");
    values.put("enabled", truth(project.path("enabled").asBoolean(true)));
    values.put("is_domain", "0");
    values.put("extra", extra(project));
    add("project", values);
    options("project", project);
    for (var tag : project.path("tags")) {
      add("project_tag", Map.of("project_id", id(project), "name", tag.asString("")));
    }
  }

  void role(JsonNode role) {
    var values = values(role, "id", "name", "description", "domain_id");
    values.put("extra", extra(role));
    add("role", values);
    options("role", role);
  }

  /** Whoever comes from an identity provider has no row of their own, as in a dump. */
  void user(JsonNode user) {
    var values = values(user, "id", "default_project_id");
    values.put("enabled", truth(user.path("enabled").asBoolean(true)));
    values.put("extra", extra(user));
    add("user", values);
    options("user", user);
    if (user.path("federated").isEmpty()) {
      var local = values(user, "id", "name", "domain_id");
      local.put("user_id", id(user));
      add("local_user", local);
    }
  }

  void group(JsonNode group) {
    var values = values(group, "id", "name", "description", "domain_id");
    values.put("extra", extra(group));
    add("group", values);
  }

  void member(JsonNode group, JsonNode user) {
    add("user_group_membership", Map.of("group_id", id(group), "user_id", id(user)));
  }

  void inference(JsonNode inference) {
    for (var implied : inference.path("implies")) {
      add(
          "implied_role",
          Map.of(
              "prior_role_id", id(inference.path("prior_role")), "implied_role_id", id(implied)));
    }
  }

  void assignment(JsonNode assignment) {
    var scope = assignment.path("scope");
    var onSystem = scope.has("system");
    var ofUser = assignment.has("user");
    add(
        onSystem ? "system_assignment" : "assignment",
        Map.of(
            "type", ofUser ? "User" : "Group",
            "actor_id", id(assignment.path(ofUser ? "user" : "group")),
            "target_id", id(scope.path(scope.has("domain") ? "domain" : "project")),
            "role_id", id(assignment.path("role")),
            "inherited", truth(scope.has("OS-INHERIT:inherited_to"))));
  }

  private void options(String kind, JsonNode noun) {
    for (var option : noun.path("options").properties()) {
      KeystoneRows.optionId(option.getKey())
          .ifPresent(number ->
              add(
                  kind + "_option",
                  Map.of(
                      kind + "_id",
                      id(noun),
                      "option_id",
                      number,
                      "option_value",
                      Json.write(option.getValue()))));
    }
  }

  private void add(String table, Map<String, String> values) {
    tables.computeIfAbsent(table, _ -> new ArrayList<>()).add(new Row(Map.copyOf(values)));
  }

  private static Map<String, String> values(JsonNode noun, String... names) {
    var values = new HashMap<String, String>();
    for (var name : names) {
      if (noun.path(name).isString()) {
        values.put(name, noun.path(name).stringValue());
      }
    }
    return values;
  }

  private static String extra(JsonNode noun) {
    var extra = Json.object();
    noun.properties().stream()
        .filter(each -> !KNOWN.contains(each.getKey()))
        .forEach(each -> extra.set(each.getKey(), each.getValue()));
    return Json.write(extra);
  }

  private static String id(JsonNode noun) {
    return noun.path("id").asString("");
  }

  private static String truth(boolean value) {
    return value ? "1" : "0";
  }
}
