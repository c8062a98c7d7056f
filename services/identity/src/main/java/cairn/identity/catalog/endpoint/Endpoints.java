package cairn.identity.catalog.endpoint;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about endpoints. Safe for many threads. */
public final class Endpoints {
  private final Database database;
  private final Directory directory;
  private final EndpointStore store = new EndpointStore();

  public Endpoints(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  public Optional<Endpoint> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** Those of the ids that there are. */
  public List<Endpoint> some(Collection<String> ids) {
    return database.read(tx -> store.some(tx, ids));
  }

  ListPage<Endpoint> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  /**
   * Makes one.
   *
   * @param newRegion a region that is made with it if there is none, which clients who name it by
   *     the older key expect
   */
  Endpoint create(Endpoint wanted, Optional<String> newRegion) {
    database.run(tx -> {
      newRegion.ifPresent(region -> store.ensureRegion(tx, region));
      store.insert(tx, wanted);
      directory.changed(tx, Topic.CATALOG, wanted.id());
    });
    return wanted;
  }

  /** Changes one; the region as above. */
  Endpoint update(String id, UnaryOperator<Endpoint> change, Optional<String> newRegion) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("endpoint", id));
      var after = change.apply(before);
      newRegion.ifPresent(region -> store.ensureRegion(tx, region));
      store.update(tx, after);
      directory.changed(tx, Topic.CATALOG, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("endpoint", id);
      }
      directory.changed(tx, Topic.CATALOG, id);
    });
  }
}
