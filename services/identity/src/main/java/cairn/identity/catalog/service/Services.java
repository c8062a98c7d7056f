package cairn.identity.catalog.service;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about services. Safe for many threads. */
public final class Services {
  private final Database database;
  private final Directory directory;
  private final ServiceStore store = new ServiceStore();

  public Services(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Whether there is one with that id. */
  public boolean exists(String id) {
    return find(id).isPresent();
  }

  Optional<Service> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  ListPage<Service> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  Service create(Service wanted) {
    database.run(tx -> {
      store.insert(tx, wanted);
      directory.changed(tx, Topic.CATALOG, wanted.id());
    });
    return wanted;
  }

  Service update(String id, UnaryOperator<Service> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("service", id));
      var after = change.apply(before);
      store.update(tx, after);
      directory.changed(tx, Topic.CATALOG, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("service", id);
      }
      directory.changed(tx, Topic.CATALOG, id);
    });
  }
}
