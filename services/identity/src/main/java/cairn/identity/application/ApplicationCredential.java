package cairn.identity.application;

import cairn.identity.accessrule.AccessRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A secret that a user gave to a program, good for some of their roles on one project. */
record ApplicationCredential(
    String id,
    String name,
    String userId,
    String projectId,
    Optional<String> description,
    Optional<Instant> expiresAt,
    boolean unrestricted,
    List<String> roleIds,
    List<AccessRule> accessRules) {

  ApplicationCredential with(List<AccessRule> rules) {
    return new ApplicationCredential(
        id,
        name,
        userId,
        projectId,
        description,
        expiresAt,
        unrestricted,
        roleIds,
        List.copyOf(rules));
  }
}
