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
    var elsewhere = directory.elsewhere();
    userId
        .flatMap(directory::user)
        .ifPresent(user -> elsewhere.refreshMemberships(user.domainId(), user.id()));
    domainId
        .or(() -> query.last("domain_id"))
        .filter(_ -> userId.isEmpty())
        .ifPresent(domain -> elsewhere.refreshGroups(domain, query.last("name")));
    return database.read(tx -> store.list(tx, query, domainId, userId));
  }

  Group create(Group wanted) {
    directory.refuseElsewhere(wanted.domainId());
    database.run(tx -> store.insert(tx, wanted));
    return wanted;
  }

  Group update(String id, UnaryOperator<Group> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("group", id));
      directory.refuseElsewhere(before.domainId());
      var after = change.apply(before);
      store.update(tx, after);
      return after;
    });
  }

  void delete(String id) {
    refuseElsewhere(id);
    database.run(tx -> {
      var members = store.members(tx, id);
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("group", id);
      }
      directory.changed(tx, Topic.GROUP, id);
      members.forEach(user -> directory.changed(tx, Topic.USER, user));
    });
  }

  /** Reads again who is in a group that lives elsewhere. */
  void refreshMembers(Group group) {
    directory.elsewhere().refreshMembers(group.domainId(), group.id());
  }

  boolean has(String id, String userId) {
    return database.read(tx -> store.has(tx, id, userId));
  }

  void add(String id, String userId) {
    refuseElsewhere(id);
    database.run(tx -> {
      store.add(tx, id, userId);
      directory.changed(tx, Topic.USER, userId);
    });
  }

  void remove(String id, String userId) {
    refuseElsewhere(id);
    database.run(tx -> {
      if (!store.remove(tx, id, userId)) {
        throw notMember(id, userId);
      }
      directory.changed(tx, Topic.USER, userId);
    });
  }

  private void refuseElsewhere(String id) {
    find(id).ifPresent(group -> directory.refuseElsewhere(group.domainId()));
  }

  static CloudException notMember(String id, String userId) {
    return new CloudException(
        Kind.NOT_FOUND, "User %s not found in group %s.".formatted(userId, id));
  }
}
