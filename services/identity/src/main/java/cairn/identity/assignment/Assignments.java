package cairn.identity.assignment;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.identity.assignment.Assignment.Actor;
import cairn.identity.assignment.Assignment.Place;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;

/** Decides about who has which role where. Safe for many threads. */
public final class Assignments {
  private final Database database;
  private final Directory directory;
  private final AssignmentStore store = new AssignmentStore();

  public Assignments(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Gives the role; giving it again changes nothing. */
  void grant(Assignment assignment) {
    database.run(tx -> {
      store.insert(tx, assignment);
      changed(tx, assignment);
    });
  }

  void require(Assignment assignment) {
    if (!database.read(tx -> store.exists(tx, assignment))) {
      throw notFound(assignment);
    }
  }

  /** Takes the role away, and what the user made with it. */
  void revoke(Assignment assignment) {
    database.run(tx -> {
      if (!store.delete(tx, assignment)) {
        throw notFound(assignment);
      }
      var userId = assignment.actor().userId();
      var projectId = assignment.place().projectId();
      if (userId.isPresent() && projectId.isPresent()) {
        store.deleteCredentials(tx, userId.get(), projectId.get());
      }
      changed(tx, assignment);
    });
  }

  List<String> roles(Actor actor, Place place, boolean inherited) {
    return database.read(tx -> store.roles(tx, actor, place, inherited));
  }

  List<NamedAssignment> list(AssignmentFilter filter) {
    return database.read(tx -> store.list(tx, filter));
  }

  private void changed(Transaction tx, Assignment assignment) {
    assignment.actor().userId().ifPresent(id -> directory.changed(tx, Topic.USER, id));
    assignment.actor().groupId().ifPresent(id -> directory.changed(tx, Topic.GROUP, id));
  }

  private static CloudException notFound(Assignment assignment) {
    return new CloudException(
        Kind.NOT_FOUND,
        "Could not find role assignment with role: %s, user or group: %s, project, domain, or system: %s."
            .formatted(
                assignment.roleId(),
                assignment.actor().id(),
                assignment.place().rowId().orElse("system")));
  }
}
