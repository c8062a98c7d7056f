package cairn.policy;

/** The kinds of scope that a rule can be meant for. */
public enum ScopeKind {
  SYSTEM,
  DOMAIN,
  /** A token without a scope counts as one of these, as in oslo.policy. */
  PROJECT;

  static ScopeKind of(Caller caller) {
    return switch (caller.scope()) {
      case Caller.Scope.AllSystem _ -> SYSTEM;
      case Caller.Scope.Domain _ -> DOMAIN;
      case Caller.Scope.Project _, Caller.Scope.Unscoped _ -> PROJECT;
    };
  }
}
