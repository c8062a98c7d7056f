package cairn.identity.token;

import cairn.identity.directory.DelegationEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.Roles;
import cairn.identity.directory.UserEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * As whom a token acts, and with which of whose roles.
 *
 * @param user whom the others see
 * @param rolesOf the user whose roles count
 * @param limit the only roles that were given away; empty when the token is the user's own
 * @param allOfThem whether the token is void when the user has lost one of those
 * @param by what the user gave away
 */
record Standing(
    UserEntry user,
    String rolesOf,
    Optional<List<String>> limit,
    boolean allOfThem,
    Optional<DelegationEntry> by) {

  static Standing own(UserEntry user) {
    return new Standing(user, user.id(), Optional.empty(), false, Optional.empty());
  }

  /** Of the roles that the user has now, those that the token carries. */
  List<RoleEntry> limited(List<RoleEntry> held, Roles roles) {
    if (limit.isEmpty()) {
      return held;
    }
    var given = new HashSet<>(roles.effective(limit.get()));
    if (allOfThem && !new HashSet<>(held).containsAll(given)) {
      return List.of();
    }
    return held.stream().filter(given::contains).toList();
  }
}
