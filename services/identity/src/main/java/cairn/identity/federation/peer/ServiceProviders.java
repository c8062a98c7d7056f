package cairn.identity.federation.peer;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.function.UnaryOperator;

/** Decides about service providers. Safe for many threads. */
public final class ServiceProviders {
  private final Database database;
  private final Directory directory;
  private final ServiceProviderStore store = new ServiceProviderStore();

  public ServiceProviders(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  ServiceProvider find(String id) {
    return database
        .read(tx -> store.find(tx, id))
        .orElseThrow(() -> Refusals.notFound("Service Provider", id));
  }

  ListPage<ServiceProvider> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  ServiceProvider create(ServiceProvider wanted) {
    database.run(tx -> {
      store.insert(tx, wanted);
      directory.changed(tx, Topic.PEER, wanted.id());
    });
    return wanted;
  }

  ServiceProvider update(String id, UnaryOperator<ServiceProvider> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("Service Provider", id));
      var after = change.apply(before);
      store.update(tx, after);
      directory.changed(tx, Topic.PEER, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("Service Provider", id);
      }
      directory.changed(tx, Topic.PEER, id);
    });
  }
}
