package cairn.compute.flavor;

import cairn.common.Time;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.policy.Caller;
import cairn.sql.ConstraintViolation;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes and finds flavors. Safe for many threads. */
public final class Flavors {
  private final Database database;
  private final Time time;
  private final FlavorStore store = new FlavorStore();

  /** Keeps them in that database. */
  public Flavors(Database database, Time time) {
    this.database = database;
    this.time = time;
  }

  /** The flavor of that id, if the caller may use it; admins may use all. */
  public Optional<Flavor> find(Transaction tx, Caller caller, String id) {
    return store.find(tx, viewer(caller), id);
  }

  /** Makes the flavors that a new cloud begins with, where they are missing. */
  public void ensureDefaults() {
    database.run(
        tx -> FlavorDefaults.ALL.forEach(flavor -> store.insertIfMissing(tx, flavor, time.now())));
  }

  /** A project sees public flavors and those it was given; an admin all. */
  static Optional<String> viewer(Caller caller) {
    return caller.hasRole("admin") ? Optional.empty() : Optional.of(caller.projectId().orElse(""));
  }

  Flavor show(Caller caller, String id) {
    return database.read(tx -> store.find(tx, viewer(caller), id)).orElseThrow(() -> missing(id));
  }

  List<Flavor> list(FlavorFilter filter, Comparator<Flavor> order, Page page) {
    var all = database.read(tx -> store.matching(tx, filter)).stream().sorted(order).toList();
    var start = page.marker().map(marker -> after(all, marker)).orElse(0);
    return all.subList(start, Math.min(all.size(), start + page.limit()));
  }

  private static int after(List<Flavor> flavors, String marker) {
    for (var i = 0; i < flavors.size(); i++) {
      if (flavors.get(i).id().equals(marker)) {
        return i + 1;
      }
    }
    throw ComputeErrors.badRequest("marker [%s] not found".formatted(marker));
  }

  Flavor create(Flavor flavor) {
    try {
      database.run(tx -> store.insert(tx, flavor, time.now()));
    } catch (ConstraintViolation e) {
      if (e.is("flavor_name")) {
        throw ComputeErrors.conflict(
            "Flavor with name %s already exists.".formatted(flavor.name()));
      }
      throw ComputeErrors.conflict("Flavor with ID %s already exists.".formatted(flavor.id()));
    }
    return flavor;
  }

  Flavor describe(String id, Optional<String> description) {
    return database.inTransaction(tx -> {
      store.describe(tx, id, description, time.now());
      return store.find(tx, Optional.empty(), id).orElseThrow(() -> missing(id));
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw missing(id);
      }
    });
  }

  void addSpecs(String id, Map<String, String> specs) {
    database.run(tx -> {
      if (!store.addSpecs(tx, id, specs, time.now())) {
        throw missing(id);
      }
    });
  }

  void dropSpec(String id, String key) {
    database.run(tx -> {
      if (!store.dropSpec(tx, id, key, time.now())) {
        var _ = store.find(tx, Optional.empty(), id).orElseThrow(() -> missing(id));
        throw noSpec(id, key);
      }
    });
  }

  List<String> projects(String id) {
    return database.read(tx -> {
      var flavor = store.find(tx, Optional.empty(), id).orElseThrow(() -> missing(id));
      if (flavor.isPublic()) {
        throw ComputeErrors.notFound("Access list not available for public flavors.");
      }
      return store.projects(tx, id);
    });
  }

  List<String> addProject(String id, String project, boolean refusePublic) {
    return database.inTransaction(tx -> {
      var flavor = store.find(tx, Optional.empty(), id).orElseThrow(() -> missing(id));
      if (flavor.isPublic() && refusePublic) {
        throw ComputeErrors.conflict("Can not add access to a public flavor.");
      }
      if (!store.addProject(tx, id, project)) {
        throw ComputeErrors.conflict(
            "Flavor access already exists for flavor %s and project %s combination."
                .formatted(id, project));
      }
      return store.projects(tx, id);
    });
  }

  List<String> dropProject(String id, String project) {
    return database.inTransaction(tx -> {
      var _ = store.find(tx, Optional.empty(), id).orElseThrow(() -> missing(id));
      if (!store.dropProject(tx, id, project)) {
        throw ComputeErrors.notFound(
            "Flavor access not found for %s / %s combination.".formatted(id, project));
      }
      return store.projects(tx, id);
    });
  }

  static RuntimeException missing(String id) {
    return ComputeErrors.notFound("Flavor %s could not be found.".formatted(id));
  }

  static RuntimeException noSpec(String id, String key) {
    return ComputeErrors.notFound("Flavor %s has no extra specs with key %s.".formatted(id, key));
  }
}
