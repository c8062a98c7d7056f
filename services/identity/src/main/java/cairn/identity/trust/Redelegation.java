package cairn.identity.trust;

import cairn.identity.wire.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules by which a trust may be given on. Pure. */
final class Redelegation {
  /** How many times a trust may be given on at most. */
  static final int DEPTH_MAX = 3;

  private Redelegation() {}

  /** How many more times the new trust may be given on. */
  static int count(NewTrust wanted, Optional<Trust> parent) {
    if (!wanted.allowRedelegation() || wanted.redelegationCount().equals(Optional.of(0))) {
      return 0;
    }
    var asked = wanted.redelegationCount();
    if (asked.isPresent() && asked.get() > DEPTH_MAX) {
      throw Refusals.forbidden(
          "Requested redelegation depth of %d is greater than allowed %d"
              .formatted(asked.get(), DEPTH_MAX));
    }
    if (wanted.remainingUses().isPresent()) {
      throw Refusals.invalid("remaining_uses must not be set if redelegation is allowed");
    }
    if (parent.isEmpty()) {
      return asked.orElse(DEPTH_MAX);
    }
    var left = parent.get().redelegationCount() - 1;
    if (asked.isPresent() && asked.get() != left) {
      throw Refusals.forbidden(
          "Modifying \"redelegation_count\" upon redelegation is forbidden. Omitting this parameter is advised.");
    }
    return left;
  }

  /** When the new trust ends: no later than the one that it is given on from. */
  static Optional<Instant> end(NewTrust wanted, Trust parent) {
    if (wanted.expiresAt().isPresent()
        && parent.expiresAt().isPresent()
        && wanted.expiresAt().get().isAfter(parent.expiresAt().get())) {
      throw Refusals.forbidden(
          "Requested expiration time is more than redelegated trust can provide");
    }
    return wanted.expiresAt().or(parent::expiresAt);
  }

  /** Lets pass what the parent lets its trustee give on. */
  static void check(NewTrust wanted, List<String> roleIds, Trust parent) {
    if (parent.redelegationCount() <= 0 || parent.redelegationCount() > DEPTH_MAX) {
      throw Refusals.forbidden(
          "Remaining redelegation depth of %d out of allowed range of [0..%d]"
              .formatted(parent.redelegationCount(), DEPTH_MAX));
    }
    if (wanted.remainingUses().isPresent()) {
      throw Refusals.forbidden(
          "Field \"remaining_uses\" is set to %d while it must not be set in order to redelegate a trust"
              .formatted(wanted.remainingUses().get()));
    }
    if (!parent.projectId().equals(wanted.projectId()) || !parent.roleIds().containsAll(roleIds)) {
      throw Refusals.forbidden("Some of requested roles are not in redelegated trust");
    }
    if (wanted.impersonation() && !parent.impersonation()) {
      throw Refusals.forbidden(
          "Impersonation is not allowed because redelegated trust does not specify impersonation. Redelegated trust id: %s"
              .formatted(parent.id()));
    }
  }
}
