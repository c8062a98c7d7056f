package cairn.identity.catalog.filter;

import cairn.common.CloudException;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about endpoint groups. Safe for many threads. */
final class EndpointGroups {
  private final Database database;
  private final Directory directory;
  private final EndpointGroupStore store = new EndpointGroupStore();

  EndpointGroups(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  Optional<EndpointGroup> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  EndpointGroup require(String id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  ListPage<EndpointGroup> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  List<EndpointGroup> ofProject(String projectId) {
    return database.read(tx -> store.ofProject(tx, projectId));
  }

  /** The ids of the endpoints in it. */
  List<String> endpoints(String id) {
    return database.read(tx -> store.endpoints(tx, id));
  }

  EndpointGroup create(EndpointGroup wanted) {
    database.run(tx -> store.insert(tx, wanted));
    return wanted;
  }

  EndpointGroup update(String id, UnaryOperator<EndpointGroup> change) {
    return database.inTransaction(tx -> {
      var after = change.apply(store.lock(tx, id).orElseThrow(() -> notFound(id)));
      store.update(tx, after);
      directory.changed(tx, Topic.CATALOG, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw notFound(id);
      }
      directory.changed(tx, Topic.CATALOG, id);
    });
  }

  private static CloudException notFound(String id) {
    return Refusals.notFound("Endpoint Group", id);
  }
}
