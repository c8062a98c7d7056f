package cairn.identity.limit;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** Decides about registered limits. Safe for many threads. */
final class RegisteredLimits {
  private final Database database;
  private final Directory directory;
  private final RegisteredLimitStore store = new RegisteredLimitStore();

  RegisteredLimits(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  RegisteredLimit require(String id) {
    return database.read(tx -> store.find(tx, id)).orElseThrow(() -> notFound(id));
  }

  ListPage<RegisteredLimit> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  /** All or none. */
  List<RegisteredLimit> create(List<RegisteredLimit> wanted) {
    database.run(tx -> {
      wanted.forEach(limit -> store.insert(tx, limit));
      changed(tx);
    });
    return wanted;
  }

  RegisteredLimit update(String id, UnaryOperator<RegisteredLimit> change) {
    return database.inTransaction(tx -> {
      var after = change.apply(unused(tx, id));
      store.update(tx, after);
      changed(tx);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      store.delete(tx, unused(tx, id).id());
      changed(tx);
    });
  }

  private void changed(Transaction tx) {
    directory.changed(tx, Topic.LIMIT, "");
  }

  private RegisteredLimit unused(Transaction tx, String id) {
    var limit = store.lock(tx, id).orElseThrow(() -> notFound(id));
    if (store.used(tx, id)) {
      throw Refusals.forbidden(
          "Unable to update or delete registered limit %s because there are project limits associated with it."
              .formatted(id));
    }
    return limit;
  }

  private static CloudException notFound(String id) {
    return new CloudException(
        Kind.NOT_FOUND, "Could not find registered limit for %s.".formatted(id));
  }
}
