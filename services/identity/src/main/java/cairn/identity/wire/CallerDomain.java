package cairn.identity.wire;

import cairn.policy.Caller;
import java.util.Optional;

/** The domain that a caller means when they name none. Pure. */
public final class CallerDomain {
  private CallerDomain() {}

  /** The domain of the token's scope: itself, or the one that its project is in. */
  public static Optional<String> of(Caller caller) {
    return switch (caller.scope()) {
      case Caller.Scope.Domain(var id, _) -> Optional.of(id);
      case Caller.Scope.Project project -> Optional.of(project.domainId());
      case Caller.Scope.AllSystem _, Caller.Scope.Unscoped _ -> Optional.of("default");
    };
  }
}
