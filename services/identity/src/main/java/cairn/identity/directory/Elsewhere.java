package cairn.identity.directory;

import java.util.Optional;

/**
 * The domains whose users and groups live on another server and are only read: their rows here are
 * made and refreshed from there when somebody asks. Implementations are safe for many threads.
 */
public interface Elsewhere {
  /** There are no such domains. */
  Elsewhere NONE =
      new Elsewhere() {
        @Override
        public boolean any() {
          return false;
        }

        @Override
        public boolean owns(String domainId) {
          return false;
        }

        @Override
        public Optional<String> login(String domainId, String name, String password) {
          return Optional.empty();
        }

        @Override
        public void refreshUsers(String domainId, Optional<String> name) {}

        @Override
        public void refreshGroups(String domainId, Optional<String> name) {}

        @Override
        public void refreshMembers(String domainId, String groupId) {}

        @Override
        public void refreshMemberships(String domainId, String userId) {}
      };

  /** Whether there are such domains at all. */
  boolean any();

  /** Whether the domain's users and groups live elsewhere, so that nothing may be written here. */
  boolean owns(String domainId);

  /** The id of the user of that name, if the password is theirs; their memberships are renewed. */
  Optional<String> login(String domainId, String name, String password);

  /** Reads the users again, or the one of that name. */
  void refreshUsers(String domainId, Optional<String> name);

  /** Reads the groups again, or the one of that name. */
  void refreshGroups(String domainId, Optional<String> name);

  /** Reads again who is in a group. */
  void refreshMembers(String domainId, String groupId);

  /** Reads again which groups a user is in. */
  void refreshMemberships(String domainId, String userId);
}
