package cairn.identity.catalog.endpoint;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
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

  Optional<Endpoint> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  ListPage<Endpoint> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  Endpoint create(Endpoint wanted) {
    database.run(tx -> {
      store.insert(tx, wanted);
      directory.changed(tx, Topic.CATALOG, wanted.id());
    });
    return wanted;
  }

  Endpoint update(String id, UnaryOperator<Endpoint> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("endpoint", id));
      var after = change.apply(before);
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
