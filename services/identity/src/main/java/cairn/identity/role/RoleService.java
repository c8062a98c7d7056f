package cairn.identity.role;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.role.RoleStore.Inference;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about roles and what they imply. Safe for many threads. */
public final class RoleService {
  private final Database database;
  private final Directory directory;
  private final RoleStore store = new RoleStore();

  public RoleService(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  public Optional<Role> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** Those of the ids that there are, by name. */
  public List<Role> some(Collection<String> ids) {
    return database.read(tx -> store.some(tx, ids));
  }

  ListPage<Role> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  Role create(Role wanted) {
    database.run(tx -> {
      store.insert(tx, wanted);
      directory.changed(tx, Topic.ROLE, wanted.id());
    });
    return wanted;
  }

  /** Changes it; an immutable one only by a change that ends that first. */
  Role update(String id, UnaryOperator<Role> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("role", id));
      var after = change.apply(before);
      if (before.immutable() && after.immutable()) {
        throw Refusals.forbidden("Unable to update immutable role resource: %s.".formatted(id));
      }
      store.update(tx, after);
      directory.changed(tx, Topic.ROLE, id);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      var role = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("role", id));
      if (role.immutable()) {
        throw Refusals.forbidden("Unable to delete immutable role resource: %s.".formatted(id));
      }
      for (var actor : store.actors(tx, id)) {
        actor.userId().ifPresent(user -> directory.changed(tx, Topic.USER, user));
        actor.groupId().ifPresent(group -> directory.changed(tx, Topic.GROUP, group));
      }
      store.delete(tx, id);
      directory.changed(tx, Topic.ROLE, id);
    });
  }

  List<Inference> inferences(Optional<String> prior, Optional<String> implied) {
    return database.read(tx -> store.inferences(tx, prior, implied));
  }

  /** Lets a role imply another; the other must be one of all domains, and no circle may arise. */
  void imply(Role prior, Role implied) {
    if (prior.domainId().isEmpty() && implied.domainId().isPresent()) {
      throw Refusals.forbidden("Global role cannot imply a domain-specific role.");
    }
    if (implied.name().equals("admin") && implied.domainId().isEmpty()) {
      throw Refusals.forbidden("Role admin cannot be an implied role.");
    }
    if (prior.id().equals(implied.id())
        || directory.roles().impliedBy(implied.id()).contains(prior.id())) {
      throw Refusals.invalid(
          "Role %s cannot imply role %s: that would be a circle."
              .formatted(prior.id(), implied.id()));
    }
    database.run(tx -> {
      store.imply(tx, new Inference(prior.id(), implied.id()));
      directory.changed(tx, Topic.ROLE, prior.id());
    });
  }

  void endImplying(Inference inference) {
    database.run(tx -> {
      if (!store.endImplying(tx, inference)) {
        throw ImpliedRoleApi.notImplied(inference.priorId(), inference.impliedId());
      }
      directory.changed(tx, Topic.ROLE, inference.priorId());
    });
  }
}
