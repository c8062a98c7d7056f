package cairn.identity.assignment;

import java.util.Optional;

/** An assignment with the names of all that it speaks of, for a list. */
record NamedAssignment(Assignment assignment, Name role, Name actor, Optional<Name> place) {

  /** A name and the domain that it is a name in; a domain itself is in none. */
  record Name(String name, Optional<String> domainId, Optional<String> domainName) {}
}
