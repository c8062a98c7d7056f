package cairn.identity.transfer;

import cairn.common.Json;
import cairn.identity.transfer.SqlDump.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Keystone's tables (keystone, {@code keystone/identity/backends/sql_model.py} and others). */
final class KeystoneRows {
  /** What stands for no domain. */
  static final String ROOT = "<<keystone.domain.root>>";

  private static final String NO_DOMAIN = "<<null>>";

  private static final Set<String> TABLES =
      Set.of(
          "project",
          "project_tag",
          "project_option",
          "user",
          "local_user",
          "password",
          "user_option",
          "group",
          "user_group_membership",
          "role",
          "role_option",
          "implied_role",
          "assignment",
          "system_assignment",
          "application_credential",
          "application_credential_role",
          "application_credential_access_rule");

  private static final Map<String, String> OPTIONS =
      Map.of(
          "1000", "ignore_change_password_upon_first_use",
          "1001", "ignore_password_expiry",
          "1002", "ignore_lockout_failure_attempts",
          "1003", "lock_password",
          "1004", "ignore_user_inactivity",
          "MFAR", "multi_factor_auth_rules",
          "MFAE", "multi_factor_auth_enabled",
          "IMMU", "immutable");

  private final Map<String, List<Row>> tables;

  private KeystoneRows(Map<String, List<Row>> tables) {
    this.tables = tables;
  }

  /** Those rows, by their tables. */
  static KeystoneRows of(Map<String, List<Row>> tables) {
    return new KeystoneRows(tables);
  }

  /** The number by which the database knows that option; empty for one that is not known here. */
  static Optional<String> optionId(String name) {
    return OPTIONS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static KeystoneRows read(Path file) throws IOException {
    var dump = SqlDump.read(file, TABLES);
    for (var table : Set.of("project", "user", "local_user", "password", "role", "assignment")) {
      if (!dump.has(table)) {
        throw new IOException(
            "%s is no dump of a Keystone's database: it has no table %s".formatted(file, table));
      }
    }
    return of(TABLES.stream().collect(Collectors.toMap(table -> table, dump::rows)));
  }

  List<Row> rows(String table) {
    return tables.getOrDefault(table, List.of());
  }

  List<Row> domains() {
    return rows("project").stream()
        .filter(row -> row.truth("is_domain") && !row.text("id").equals(ROOT))
        .toList();
  }

  /** Those that are no domains, parents before their children. */
  List<Row> projects() {
    var byId = new HashMap<String, Row>();
    rows("project").forEach(row -> byId.put(row.text("id"), row));
    return rows("project").stream()
        .filter(row -> !row.truth("is_domain"))
        .sorted(Comparator.comparingInt(row -> depth(row, byId)))
        .toList();
  }

  private static int depth(Row row, Map<String, Row> byId) {
    var depth = 0;
    var parent = byId.get(row.text("parent_id"));
    while (parent != null && depth < 100) {
      depth++;
      parent = byId.get(parent.text("parent_id"));
    }
    return depth;
  }

  /** The values of a column by another, of all rows of a table. */
  Map<String, List<String>> grouped(String table, String by, String column) {
    return rows(table).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.text(by),
                Collectors.mapping(row -> row.text(column), Collectors.toList())));
  }

  /** The password that each user has now, by the user's id. */
  Map<String, KeystonePassword> passwords() {
    var latest = new HashMap<String, Row>();
    for (var row : rows("password")) {
      latest.merge(
          row.text("local_user_id"),
          row,
          (one, other) -> micros(one) > micros(other) ? one : other);
    }
    var passwords = new HashMap<String, KeystonePassword>();
    for (var user : rows("local_user")) {
      var row = latest.get(user.text("id"));
      if (row != null && row.optional("password_hash").isPresent()) {
        passwords.put(
            user.text("user_id"),
            new KeystonePassword(
                row.text("password_hash"),
                instant(micros(row)),
                row.optional("expires_at_int").map(Long::valueOf).map(KeystoneRows::instant)));
      }
    }
    return passwords;
  }

  private static long micros(Row row) {
    return row.optional("created_at_int").map(Long::valueOf).orElse(0L);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The options of all things of a kind, by the thing's id; unknown ones are left out. */
  Map<String, ObjectNode> options(String kind) {
    var options = new HashMap<String, ObjectNode>();
    for (var row : rows(kind + "_option")) {
      var name = OPTIONS.get(row.text("option_id"));
      if (name != null && row.optional("option_value").isPresent()) {
        var value = Json.parse(row.text("option_value"));
        options.computeIfAbsent(row.text(kind + "_id"), _ -> Json.object()).set(name, value);
      }
    }
    return options;
  }

  static ObjectNode extra(Row row) {
    try {
      return row.optional("extra").map(Json::parse).orElseGet(Json::object)
              instanceof ObjectNode extra
          ? extra
          : Json.object();
    } catch (JacksonException e) {
      return Json.object();
    }
  }

  static Optional<String> roleDomain(Row row) {
    return row.optional("domain_id").filter(id -> !id.equals(NO_DOMAIN));
  }
}
