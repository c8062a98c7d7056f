package cairn.identity.federation.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a mapping made of an assertion, by names as far as the rules give names.
 *
 * @param groupIds groups by id
 * @param groups groups by name
 */
public record Mapped(
    MappedUser user, Set<String> groupIds, List<MappedGroup> groups, List<MappedProject> projects) {

  /** A domain, by id or by name; empty for the provider's own. */
  public record DomainRef(Optional<String> id, Optional<String> name) {
    /** None is named. */
    public static final DomainRef NONE = new DomainRef(Optional.empty(), Optional.empty());

    /** Whether one is named. */
    public boolean named() {
      return id.isPresent() || name.isPresent();
    }
  }

  /**
   * The user.
   *
   * @param local whether it is one that is here already, instead of one who is made at the login
   */
  public record MappedUser(
      Optional<String> id,
      Optional<String> name,
      Optional<String> email,
      DomainRef domain,
      boolean local) {}

  /** A group by its name. */
  public record MappedGroup(String name, DomainRef domain) {}

  /** A project that the user gets roles on; made where there is none. */
  public record MappedProject(String name, DomainRef domain, List<String> roles) {}
}
