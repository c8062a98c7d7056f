package cairn.compute.group;

import cairn.common.CloudException;
import cairn.common.Id;
import cairn.common.Time;
import cairn.compute.quota.Quotas;
import cairn.compute.quota.Resource;
import cairn.compute.wire.ComputeErrors;
import cairn.placement.schedule.Demand;
import cairn.placement.schedule.Group;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps server groups and says what their members' places mean. Safe for many threads. */
public final class ServerGroups {
  private final Database database;
  private final Time time;
  private final Quotas quotas;
  private final GroupStore store = new GroupStore();

  /** Keeps them in that database. */
  public ServerGroups(Database database, Time time, Quotas quotas) {
    this.database = database;
    this.time = time;
    this.quotas = quotas;
  }

  /** The group that a new server joins, and where its members are. */
  public record Membership(UUID id, Group group) {}

  /**
   * The group that the scheduler hints name.
   *
   * @throws CloudException BAD_REQUEST when there is none like that in the project
   */
  public Optional<Membership> membership(
      Transaction tx, String projectId, Map<String, Object> hints) {
    var hint = hints.get("group");
    if (hint == null) {
      return Optional.empty();
    }
    var text = String.valueOf(hint);
    var id = Id.parse(text).orElseThrow(() -> missing(text));
    if (!store.lock(tx, id)) {
      throw missing(text);
    }
    var group =
        store
            .find(tx, id)
            .filter(found -> found.projectId().equals(projectId))
            .orElseThrow(() -> missing(text));
    var most = quotas.limit(tx, projectId, Resource.SERVER_GROUP_MEMBERS);
    if (most >= 0 && group.members().size() >= most) {
      throw new CloudException(
          CloudException.Kind.OVER_QUOTA, "Quota exceeded, too many servers in group");
    }
    return Optional.of(
        new Membership(
            id, new Group(group.policy(), store.byHost(tx, id), group.perHostMax().orElse(1))));
  }

  private static CloudException missing(String id) {
    return ComputeErrors.badRequest("Instance group %s could not be found.".formatted(id));
  }

  /** What the hints {@code different_host} and {@code same_host} make of a demand. */
  public Demand apart(Transaction tx, Demand demand, Map<String, Object> hints) {
    var asked = demand;
    var others = servers(hints.get("different_host"));
    if (!others.isEmpty()) {
      asked = asked.excluding(store.hostsOf(tx, others).keySet());
    }
    var friends = servers(hints.get("same_host"));
    if (!friends.isEmpty() && asked.forcedHost().isEmpty()) {
      var names = store.hostsOf(tx, friends).values().stream().sorted().toList();
      asked = names.isEmpty() ? asked : asked.forcedHost(names.getFirst());
    }
    return asked;
  }

  private static List<UUID> servers(@org.jspecify.annotations.Nullable Object hint) {
    var servers = new ArrayList<UUID>();
    if (hint instanceof Collection<?> many) {
      many.forEach(one -> Id.parse(String.valueOf(one)).ifPresent(servers::add));
    } else if (hint != null) {
      Id.parse(String.valueOf(hint)).ifPresent(servers::add);
    }
    return servers;
  }

  ServerGroup create(ServerGroup group) {
    return database.inTransaction(tx -> {
      var most = quotas.limit(tx, group.projectId(), Resource.SERVER_GROUPS);
      if (most >= 0 && store.count(tx, group.projectId()) >= most) {
        throw new CloudException(
            CloudException.Kind.OVER_QUOTA, "Quota exceeded, too many server groups.");
      }
      store.insert(tx, group, time.now());
      return group;
    });
  }

  Optional<ServerGroup> find(UUID id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** How many groups a project has. */
  public long count(String projectId) {
    return database.read(tx -> store.count(tx, projectId));
  }

  List<ServerGroup> list(Optional<String> project, int offset, int limit) {
    return database.read(tx -> store.page(tx, project, offset, limit));
  }

  void delete(UUID id) {
    database.run(tx -> store.delete(tx, id));
  }
}
