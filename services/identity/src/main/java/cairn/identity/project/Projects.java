package cairn.identity.project;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Decides about projects and domains. Safe for many threads. */
public final class Projects {
  private static final String DEFAULT_DOMAIN = "default";

  private final Database database;
  private final Directory directory;
  private final Time time;
  private final int depthMax;
  private final ProjectStore store = new ProjectStore();

  /**
   * @param depthMax how many levels of projects there may be below a domain
   */
  public Projects(Database database, Directory directory, Time time, int depthMax) {
    this.database = database;
    this.directory = directory;
    this.time = time;
    this.depthMax = depthMax;
  }

  /** A project, or a domain as a project. */
  public Optional<Project> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** A domain. */
  public Optional<Project> findDomain(String id) {
    return find(id).filter(Project::isDomain);
  }

  /** The list that the query asks for, within one domain if so told. */
  public ListPage<Project> list(Query query, boolean domains, Optional<String> domainId) {
    return database.read(tx -> store.list(tx, query, domains, domainId));
  }

  /** Those of the ids that there are, by name. */
  public List<Project> some(Collection<String> ids) {
    return database.read(tx -> store.some(tx, ids));
  }

  /** The projects above, the nearest first. */
  List<Project> above(String id) {
    return database.read(tx -> store.above(tx, id));
  }

  /** The projects below, the nearest first. */
  List<Project> below(String id) {
    return database.read(tx -> store.below(tx, id));
  }

  /** Makes it; of a project the parent decides the domain. */
  public Project create(Project wanted) {
    return database.inTransaction(tx -> {
      var made = wanted.isDomain() ? wanted : placed(wanted, tx);
      store.insert(tx, made);
      directory.changed(tx, Topic.PROJECT, made.id());
      return made;
    });
  }

  private Project placed(Project wanted, Transaction tx) {
    var parentId =
        wanted
            .parentId()
            .or(wanted::domainId)
            .orElseThrow(() -> Refusals.invalid("A project needs a domain_id or a parent_id."));
    // Locked, so that the parent is not deleted or disabled meanwhile.
    var parent =
        store
            .lock(tx, parentId)
            .orElseThrow(() -> Refusals.invalid("Could not find project: %s.".formatted(parentId)));
    var domainId = parent.isDomain() ? parent.id() : parent.domainId().orElse("");
    if (wanted.domainId().filter(id -> !id.equals(domainId)).isPresent()) {
      throw Refusals.invalid("Cannot create project, the parent project is in another domain.");
    }
    var above = store.above(tx, parentId);
    Stream.concat(Stream.of(parent), above.stream())
        .filter(project -> !project.enabled())
        .findFirst()
        .ifPresent(disabled -> {
          throw Refusals.invalid(
              "cannot create a project in a branch containing a disabled project: %s"
                  .formatted(disabled.id()));
        });
    if (above.size() + 1 > depthMax) {
      throw Refusals.forbidden("Max hierarchy depth reached for %s branch.".formatted(parentId));
    }
    return new Project(
        wanted.id(),
        wanted.name(),
        Optional.of(domainId),
        Optional.of(parentId),
        false,
        wanted.enabled(),
        wanted.description(),
        wanted.tags(),
        wanted.options(),
        wanted.extra());
  }

  /** Changes it. */
  public Project update(String id, String noun, UnaryOperator<Project> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound(noun, id));
      var after = change.apply(before);
      if (before.immutable() && !before.freedAs(after)) {
        throw immutable("update", before);
      }
      if (!before.isDomain()
          && before.enabled()
          && !after.enabled()
          && store.children(tx, id).enabled() > 0) {
        throw Refusals.forbidden(
            "Cannot disable project %s since its subtree contains enabled projects.".formatted(id));
      }
      if (!before.isDomain()
          && !before.enabled()
          && after.enabled()
          && store.above(tx, id).stream().anyMatch(project -> !project.enabled())) {
        throw Refusals.forbidden(
            "Cannot enable project %s since it has disabled parents.".formatted(id));
      }
      if (id.equals(DEFAULT_DOMAIN) && !after.enabled()) {
        throw Refusals.forbidden("The default domain cannot be disabled.");
      }
      store.update(tx, after, time.now());
      directory.changed(tx, Topic.PROJECT, id);
      return after;
    });
  }

  /** Deletes a project that has none below it and is no domain. */
  void delete(String id) {
    database.run(tx -> {
      var project = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("project", id));
      if (project.immutable()) {
        throw immutable("delete", project);
      }
      if (store.children(tx, id).all() > 0) {
        throw Refusals.forbidden(
            "Cannot delete the project %s since it is not a leaf in the hierarchy.".formatted(id));
      }
      for (var user : store.delete(tx, id)) {
        directory.changed(tx, Topic.USER, user);
      }
      directory.changed(tx, Topic.PROJECT, id);
    });
  }

  /** Deletes a disabled domain and all that it owns. */
  public void deleteDomain(String id) {
    database.run(tx -> {
      var domain =
          store
              .lock(tx, id)
              .filter(Project::isDomain)
              .orElseThrow(() -> Refusals.notFound("domain", id));
      if (id.equals(DEFAULT_DOMAIN)) {
        throw Refusals.forbidden("The default domain cannot be deleted.");
      }
      if (domain.immutable()) {
        throw immutable("delete", domain);
      }
      if (domain.enabled()) {
        throw Refusals.forbidden(
            "Cannot delete a domain that is enabled, please disable it first.");
      }
      for (var project : store.deleteOfDomain(tx, id)) {
        directory.changed(tx, Topic.PROJECT, project);
      }
      // Its users, groups and roles go with the row; without their domain they are nobody.
      store.delete(tx, id);
      directory.changed(tx, Topic.PROJECT, id);
      directory.changed(tx, Topic.ROLE, id);
    });
  }

  private static CloudException immutable(String verb, Project project) {
    return Refusals.forbidden(
        "Unable to %s immutable %s resource: `%s. Set resource option \"immutable\" to false first."
            .formatted(verb, project.isDomain() ? "domain" : "project", project.id()));
  }
}
