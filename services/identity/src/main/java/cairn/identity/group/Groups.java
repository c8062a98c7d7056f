package cairn.identity.group;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about groups. Safe for many threads. */
public final class Groups {
  private final Database database;
  private final Directory directory;
  private final GroupStore store = new GroupStore();

  public Groups(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  public Optional<Group> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  ListPage<Group> list(Query query, Optional<String> domainId, Optional<String> userId) {
    return database.read(tx -> store.list(tx, query, domainId, userId));
  }

  Group create(Group wanted) {
    database.run(tx -> store.insert(tx, wanted));
    return wanted;
  }

  Group update(String id, UnaryOperator<Group> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("group", id));
      var after = change.apply(before);
      store.update(tx, after);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      var members = store.members(tx, id);
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("group", id);
      }
      directory.changed(tx, Topic.GROUP, id);
      members.forEach(user -> directory.changed(tx, Topic.USER, user));
    });
  }

  boolean has(String id, String userId) {
    return database.read(tx -> store.has(tx, id, userId));
  }

  void add(String id, String userId) {
    database.run(tx -> {
      store.add(tx, id, userId);
      directory.changed(tx, Topic.USER, userId);
    });
  }

  void remove(String id, String userId) {
    database.run(tx -> {
      if (!store.remove(tx, id, userId)) {
        throw notMember(id, userId);
      }
      directory.changed(tx, Topic.USER, userId);
    });
  }

  static CloudException notMember(String id, String userId) {
    return new CloudException(
        Kind.NOT_FOUND, "User %s not found in group %s.".formatted(userId, id));
  }
}
