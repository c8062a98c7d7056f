package cairn.identity.transfer;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Json;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.password.Passwords;
import cairn.identity.transfer.ImportStore.Here;
import cairn.identity.transfer.Report.Fate;
import cairn.identity.transfer.SqlDump.Row;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Imports a dump in one transaction: all of it, or nothing. What is here under the same id and name
 * stays as it is, so it may be done again. What every cloud is given at its first start (the roles,
 * the projects {@code admin} and {@code service}, the user {@code admin}) is taken for the same;
 * anything else that is here under the same name and another id is a clash, and ends the import.
 */
public final class KeystoneImport {
  private static final Set<String> FIRST_PROJECTS = Set.of("admin", "service");
  private static final Set<String> FIRST_USERS = Set.of("admin");
  private static final String FIRST_DOMAIN = "default";

  private final Database database;
  private final ImportStore store = new ImportStore();

  public KeystoneImport(Database database) {
    this.database = database;
  }

  /**
   * Imports a dump.
   *
   * @throws CloudException CONFLICT that names all clashes; nothing is then imported
   * @throws IOException when the file cannot be read or is no such dump
   */
  public Report run(Path file) throws IOException {
    var rows = KeystoneRows.read(file);
    return database.inTransaction(tx -> new Work(tx, rows).run());
  }

  /**
   * Imports what a running Keystone tells: all but passwords and application credentials.
   *
   * @param auth what stands behind {@code auth} in the body of a login
   * @throws CloudException CONFLICT that names all clashes; nothing is then imported
   * @throws IOException when it does not answer or refuses
   */
  public Report run(HttpClient http, String url, JsonNode auth) throws IOException {
    var rows = RunningKeystone.read(http, url, auth);
    var report = database.inTransaction(tx -> new Work(tx, rows).run());
    if (report.of("user", Fate.ADDED) > 0) {
      report.note(
          "the API gives no passwords away: the users that were added have none, and need new ones");
    }
    report.note(
        "application credentials are not on the API; a dump of the database brings them and the"
            + " passwords along");
    return report;
  }

  private interface ById {
    Optional<Here> find(String id);
  }

  private interface ByName {
    Optional<Here> find(String domainId, String name);
  }

  /** One import; what was under which id there is under which id here. */
  private final class Work {
    private final Transaction tx;
    private final KeystoneRows rows;
    private final Report report = new Report();
    private final List<String> clashes = new ArrayList<>();
    private final Map<String, String> projects = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final Map<String, String> roles = new HashMap<>();

    Work(Transaction tx, KeystoneRows rows) {
      this.tx = tx;
      this.rows = rows;
    }

    Report run() {
      domains();
      roles();
      projects();
      users();
      groups();
      if (!clashes.isEmpty()) {
        throw new CloudException(
            Kind.CONFLICT,
            "Nothing was imported, because these are here already and are not the same: "
                + String.join("; ", clashes));
      }
      members();
      inferences();
      grants();
      credentials();
      Directory.tell(tx, Topic.ROLE, "import");
      projects.values().forEach(id -> Directory.tell(tx, Topic.PROJECT, id));
      groups.values().forEach(id -> Directory.tell(tx, Topic.GROUP, id));
      users.values().forEach(id -> Directory.tell(tx, Topic.USER, id));
      return report;
    }

    /** Whether it is to be added; if not, its id here is noted, or a clash. */
    private boolean isNew(
        String noun,
        Here wanted,
        Map<String, String> ids,
        boolean first,
        ById byId,
        ByName byName) {
      var same = byId.find(wanted.id());
      if (same.isPresent()) {
        if (!same.get().equals(wanted) && !wanted.id().equals(FIRST_DOMAIN)) {
          clashes.add(
              "%s %s is called %s here and %s there"
                  .formatted(noun, wanted.id(), same.get().name(), wanted.name()));
        }
        ids.put(wanted.id(), wanted.id());
        report.count(noun, Fate.KEPT);
        return false;
      }
      var named = byName.find(wanted.domainId(), wanted.name());
      if (named.isPresent()) {
        if (!first) {
          clashes.add(
              "%s %s has the id %s here and %s there"
                  .formatted(noun, wanted.name(), named.get().id(), wanted.id()));
        }
        ids.put(wanted.id(), named.get().id());
        report.count(noun, Fate.MATCHED);
        return false;
      }
      ids.put(wanted.id(), wanted.id());
      report.count(noun, Fate.ADDED);
      return true;
    }

    private void domains() {
      var options = rows.options("project");
      for (var row : rows.domains()) {
        var wanted = new Here(row.text("id"), row.text("name"), "");
        if (isNew(
            "domain",
            wanted,
            projects,
            false,
            id -> store.project(tx, id),
            (domain, name) -> store.project(tx, domain, name))) {
          addProject(row, wanted, Optional.empty(), List.of(), options);
        }
      }
    }

    private void projects() {
      var options = rows.options("project");
      var tags = rows.grouped("project_tag", "project_id", "name");
      for (var row : rows.projects()) {
        var domain = projects.getOrDefault(row.text("domain_id"), "");
        var wanted = new Here(row.text("id"), row.text("name"), domain);
        var first = domain.equals(FIRST_DOMAIN) && FIRST_PROJECTS.contains(wanted.name());
        if (isNew(
            "project",
            wanted,
            projects,
            first,
            id -> store.project(tx, id),
            (inDomain, name) -> store.project(tx, inDomain, name))) {
          var parent = projects.getOrDefault(row.text("parent_id"), domain);
          addProject(
              row, wanted, Optional.of(parent), tags.getOrDefault(wanted.id(), List.of()), options);
        }
      }
    }

    private void addProject(
        Row row,
        Here wanted,
        Optional<String> parent,
        List<String> tags,
        Map<String, tools.jackson.databind.node.ObjectNode> options) {
      store.addProject(
          tx,
          wanted,
          parent,
          row.truth("enabled"),
          row.text("description"),
          tags,
          options.getOrDefault(wanted.id(), Json.object()),
          KeystoneRows.extra(row));
    }

    private void roles() {
      var options = rows.options("role");
      for (var row : rows.rows("role")) {
        var domain =
            KeystoneRows.roleDomain(row).map(id -> projects.getOrDefault(id, id)).orElse("");
        var wanted = new Here(row.text("id"), row.text("name"), domain);
        if (isNew(
            "role",
            wanted,
            roles,
            true,
            id -> store.role(tx, id),
            (inDomain, name) -> store.role(tx, inDomain, name))) {
          store.addRole(
              tx,
              wanted,
              row.optional("description"),
              options.getOrDefault(wanted.id(), Json.object()),
              KeystoneRows.extra(row));
        }
      }
    }

    private void users() {
      var passwords = rows.passwords();
      var options = rows.options("user");
      var names = new HashMap<String, Row>();
      rows.rows("local_user").forEach(row -> names.put(row.text("user_id"), row));
      for (var row : rows.rows("user")) {
        var local = names.get(row.text("id"));
        if (local == null) {
          report.count("user", Fate.SKIPPED);
          continue;
        }
        var domain = projects.getOrDefault(local.text("domain_id"), "");
        var wanted = new Here(row.text("id"), local.text("name"), domain);
        var first = domain.equals(FIRST_DOMAIN) && FIRST_USERS.contains(wanted.name());
        if (isNew(
            "user",
            wanted,
            users,
            first,
            id -> store.user(tx, id),
            (inDomain, name) -> store.user(tx, inDomain, name))) {
          var password = Optional.ofNullable(passwords.get(wanted.id()));
          password
              .filter(each -> !Passwords.knows(each.hash()))
              .ifPresent(_ ->
                  report.note(
                      "user %s needs a new password: theirs is of a form that is not known here"
                          .formatted(wanted.name())));
          store.addUser(
              tx,
              wanted,
              row.truth("enabled"),
              row.optional("default_project_id").map(id -> projects.getOrDefault(id, id)),
              password.filter(each -> Passwords.knows(each.hash())),
              options.getOrDefault(wanted.id(), Json.object()),
              KeystoneRows.extra(row));
        }
      }
      if (report.of("user", Fate.SKIPPED) > 0) {
        report.note("users from LDAP or another identity provider come with their next login");
      }
      if (report.of("user", Fate.MATCHED) > 0) {
        report.note("user admin keeps the password that they have here");
      }
    }

    private void groups() {
      for (var row : rows.rows("group")) {
        var domain = projects.getOrDefault(row.text("domain_id"), "");
        var wanted = new Here(row.text("id"), row.text("name"), domain);
        if (isNew(
            "group",
            wanted,
            groups,
            false,
            id -> store.group(tx, id),
            (inDomain, name) -> store.group(tx, inDomain, name))) {
          store.addGroup(tx, wanted, row.text("description"), KeystoneRows.extra(row));
        }
      }
    }

    private void members() {
      for (var row : rows.rows("user_group_membership")) {
        var group = groups.get(row.text("group_id"));
        var user = users.get(row.text("user_id"));
        if (group == null || user == null) {
          report.count("membership", Fate.SKIPPED);
        } else {
          added("membership", store.addMember(tx, group, user));
        }
      }
    }

    private void inferences() {
      for (var row : rows.rows("implied_role")) {
        var prior = roles.get(row.text("prior_role_id"));
        var implied = roles.get(row.text("implied_role_id"));
        if (prior == null || implied == null) {
          report.count("implied role", Fate.SKIPPED);
        } else {
          added("implied role", store.addInference(tx, prior, implied));
        }
      }
    }

    private void grants() {
      for (var row : rows.rows("assignment")) {
        grant(row, Optional.ofNullable(projects.get(row.text("target_id"))), false);
      }
      for (var row : rows.rows("system_assignment")) {
        grant(row, Optional.empty(), true);
      }
    }

    private void grant(Row row, Optional<String> project, boolean onSystem) {
      var ofUser = row.text("type").startsWith("User");
      var actor = Optional.ofNullable((ofUser ? users : groups).get(row.text("actor_id")));
      var role = roles.get(row.text("role_id"));
      if (actor.isEmpty() || role == null || (project.isEmpty() && !onSystem)) {
        report.count("role assignment", Fate.SKIPPED);
        return;
      }
      added(
          "role assignment",
          store.addGrant(
              tx,
              role,
              actor.filter(_ -> ofUser),
              actor.filter(_ -> !ofUser),
              project,
              row.truth("inherited")));
    }

    private void credentials() {
      var ofCredential =
          rows.grouped("application_credential_role", "application_credential_id", "role_id");
      var limited =
          rows.grouped(
              "application_credential_access_rule", "application_credential_id", "access_rule_id");
      for (var row : rows.rows("application_credential")) {
        var user = users.get(row.text("user_id"));
        var project = projects.get(row.text("project_id"));
        var given = ofCredential.getOrDefault(row.text("internal_id"), List.of());
        if (user == null
            || project == null
            || limited.containsKey(row.text("internal_id"))
            || !roles.keySet().containsAll(given)
            || !Passwords.knows(row.text("secret_hash"))) {
          report.count("application credential", Fate.SKIPPED);
          report.note("application credential %s has to be made anew".formatted(row.text("name")));
          continue;
        }
        added(
            "application credential",
            store.addCredential(
                tx,
                row.text("id"),
                row.text("name"),
                user,
                project,
                row.optional("description"),
                row.text("secret_hash"),
                row.optional("expires_at").map(Long::valueOf).map(KeystoneRows::instant),
                row.truth("unrestricted"),
                given.stream().map(id -> roles.getOrDefault(id, id)).toList()));
      }
    }

    private void added(String noun, boolean isNew) {
      report.count(noun, isNew ? Fate.ADDED : Fate.KEPT);
    }
  }
}
