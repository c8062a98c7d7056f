package cairn.identity.limit;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides about limits, and tells services which count. Safe for many threads. */
public final class Limits {
  private final Database database;
  private final Directory directory;
  private final LimitModel model;
  private final LimitStore store = new LimitStore();

  public Limits(Database database, Directory directory, LimitModel model) {
    this.database = database;
    this.directory = directory;
    this.model = model;
  }

  /** How limits of a tree go together. */
  public LimitModel model() {
    return model;
  }

  /**
   * How much of each resource of that type of service a project may use, where that has been
   * registered: name to number, -1 for as much as there is. No I/O; follows changes at once here
   * and within a moment on other servers.
   *
   * @param serviceType as in the catalog, {@code compute}
   * @param projectId of one that has no limits of its own, or of none, the defaults
   */
  public Map<String, Integer> ofProject(String serviceType, String projectId) {
    return directory.limits().ofProject(serviceType, projectId);
  }

  Limit require(String id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  Optional<Limit> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** Those of the projects and domains. */
  public List<Limit> ofProjects(Collection<String> projectIds) {
    return database.read(tx -> store.ofProjects(tx, projectIds));
  }

  ListPage<Limit> list(Query query, Optional<String> projectId, Optional<String> domainId) {
    return database.read(tx -> store.list(tx, query, projectId, domainId));
  }

  List<Limit> create(List<NewLimit> wanted) {
    wanted.forEach(this::checkPlace);
    var ids = wanted.stream().map(NewLimit::id).toList();
    return database.inTransaction(tx -> {
      for (var limit : wanted) {
        var registered =
            store
                .lockRegistered(tx, limit)
                .orElseThrow(() ->
                    Refusals.forbidden(
                        "Unable to create a limit that has no corresponding registered limit."));
        store.insert(tx, limit, registered);
      }
      checkModel(tx, ids);
      changed(tx);
      return store.some(tx, ids).stream()
          .sorted(Comparator.comparingInt(limit -> ids.indexOf(limit.id())))
          .toList();
    });
  }

  Limit update(String id, OptionalInt resourceLimit, Optional<Optional<String>> description) {
    return database.inTransaction(tx -> {
      if (!store.lockRegistered(tx, id)) {
        throw notFound(id);
      }
      var before = store.find(tx, id).orElseThrow(() -> notFound(id));
      store.update(
          tx,
          id,
          resourceLimit.orElse(before.resourceLimit()),
          description.orElse(before.description()));
      checkModel(tx, List.of(id));
      changed(tx);
      return store.find(tx, id).orElseThrow(() -> notFound(id));
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw notFound(id);
      }
      changed(tx);
    });
  }

  private void changed(Transaction tx) {
    directory.changed(tx, Topic.LIMIT, "");
  }

  private void checkPlace(NewLimit limit) {
    var place = directory.project(limit.place());
    var fits = limit.domainMeant() ? place.filter(ProjectEntry::isDomain) : place;
    if (fits.isEmpty()) {
      throw Refusals.missing(limit.domainMeant() ? "domain_id" : "project_id", "limit");
    }
  }

  private void checkModel(Transaction tx, List<String> ids) {
    if (model == LimitModel.FLAT) {
      return;
    }
    store
        .aboveDomain(tx, ids)
        .ifPresent(limit -> {
          throw Refusals.forbidden(
              "Invalid resource limit: The resource limit (project_id: %s, resource_name: %s, resource_limit: %d, service_id: %s, region_id: %s) doesn't satisfy current hierarchy model.."
                  .formatted(
                      limit.place(),
                      limit.resourceName(),
                      limit.resourceLimit(),
                      limit.serviceId(),
                      limit.regionId().orElse("None")));
        });
  }

  private static CloudException notFound(String id) {
    return new CloudException(Kind.NOT_FOUND, "Could not find limit for %s.".formatted(id));
  }
}
