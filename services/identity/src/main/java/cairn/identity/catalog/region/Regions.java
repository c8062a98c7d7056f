package cairn.identity.catalog.region;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about regions. Safe for many threads. */
public final class Regions {
  private final Database database;
  private final Directory directory;
  private final RegionStore store = new RegionStore();

  public Regions(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Whether there is one with that id. */
  public boolean exists(String id) {
    return find(id).isPresent();
  }

  Optional<Region> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  ListPage<Region> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  Region create(Region wanted) {
    database.run(tx -> {
      store.insert(tx, wanted);
      directory.changed(tx, Topic.CATALOG, wanted.id());
    });
    return wanted;
  }

  Region update(String id, UnaryOperator<Region> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("region", id));
      var after = change.apply(before);
      if (after.parentId().filter(parent -> store.within(tx, parent, id)).isPresent()) {
        throw Refusals.invalid("A region cannot lie within itself.");
      }
      store.update(tx, after);
      directory.changed(tx, Topic.CATALOG, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("region", id);
      }
      directory.changed(tx, Topic.CATALOG, id);
    });
  }
}
