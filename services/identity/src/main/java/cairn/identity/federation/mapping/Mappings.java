package cairn.identity.federation.mapping;

import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.List;

/** Decides about mappings. Safe for many threads. */
public final class Mappings {
  private final Database database;
  private final MappingStore store = new MappingStore();

  public Mappings(Database database) {
    this.database = database;
  }

  /** Throws NOT_FOUND when there is none of that id. */
  public Mapping find(String id) {
    return database
        .read(tx -> store.find(tx, id))
        .orElseThrow(() -> Refusals.notFound("mapping", id));
  }

  List<Mapping> list() {
    return database.read(store::list);
  }

  Mapping create(Mapping wanted) {
    database.run(tx -> store.insert(tx, wanted));
    return wanted;
  }

  Mapping replace(Mapping wanted) {
    database.run(tx -> {
      if (!store.update(tx, wanted)) {
        throw Refusals.notFound("mapping", wanted.id());
      }
    });
    return wanted;
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("mapping", id);
      }
    });
  }
}
