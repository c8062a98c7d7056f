package cairn.identity.assignment;

import java.util.Optional;

/**
 * That a user or a group has a role somewhere.
 *
 * @param actor who has it
 * @param place where
 * @param inherited whether it counts for the projects below the place, and not for the place
 */
record Assignment(Actor actor, Place place, String roleId, boolean inherited) {

  /** A user or a group. */
  record Actor(Optional<String> userId, Optional<String> groupId) {
    static Actor user(String id) {
      return new Actor(Optional.of(id), Optional.empty());
    }

    static Actor group(String id) {
      return new Actor(Optional.empty(), Optional.of(id));
    }

    String id() {
      return userId.or(() -> groupId).orElseThrow();
    }
  }

  /** A project, a domain or, with neither, the whole system. */
  record Place(Optional<String> projectId, Optional<String> domainId) {
    static final Place SYSTEM = new Place(Optional.empty(), Optional.empty());

    static Place project(String id) {
      return new Place(Optional.of(id), Optional.empty());
    }

    static Place domain(String id) {
      return new Place(Optional.empty(), Optional.of(id));
    }

    /** The id of the row of either kind. */
    Optional<String> rowId() {
      return projectId.or(() -> domainId);
    }
  }
}
