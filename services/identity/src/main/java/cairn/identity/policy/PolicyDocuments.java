package cairn.identity.policy;

import cairn.http.Query;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about policies. Safe for many threads. */
final class PolicyDocuments {
  private final Database database;
  private final PolicyDocumentStore store = new PolicyDocumentStore();

  PolicyDocuments(Database database) {
    this.database = database;
  }

  PolicyDocument require(String id) {
    return database
        .read(tx -> store.find(tx, id))
        .orElseThrow(() -> Refusals.notFound("policy", id));
  }

  /** The one that is for that endpoint. */
  Optional<PolicyDocument> ofEndpoint(String endpointId) {
    return database.read(tx -> store.ofEndpoint(tx, endpointId));
  }

  ListPage<PolicyDocument> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  PolicyDocument create(PolicyDocument wanted) {
    database.run(tx -> store.insert(tx, wanted));
    return wanted;
  }

  PolicyDocument update(String id, UnaryOperator<PolicyDocument> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("policy", id));
      var after = change.apply(before);
      store.update(tx, after);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("policy", id);
      }
    });
  }
}
