package cairn.identity.auth;

import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.TrustEntry;
import cairn.identity.token.Delegation;
import cairn.identity.token.TokenScope;
import cairn.identity.token.Tokens;
import cairn.identity.trust.Trusts;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.time.Instant;
import java.util.Optional;

/** Logs a trustee in with what a trust gives. Safe for many threads. */
final class TrustLogins {
  private final Database database;
  private final Directory directory;
  private final Access access;
  private final Tokens tokens;

  TrustLogins(Database database, Directory directory, Tokens tokens) {
    this.database = database;
    this.directory = directory;
    this.access = new Access(directory);
    this.tokens = tokens;
  }

  /**
   * One use of the trust.
   *
   * @throws cairn.common.CloudException UNAUTHENTICATED when there is no such trust any more,
   *     FORBIDDEN when it is another's, or its trustor cannot give the roles any more
   */
  Tokens.Issued login(Instant begun, Proven trustee, String id) {
    if (trustee.fixedScope().isPresent()) {
      throw Refusals.unauthenticated("this proof is good for its own scope only");
    }
    var trust =
        directory
            .delegations()
            .trust(id)
            .filter(found -> found.expiresAt().map(begun::isBefore).orElse(true))
            .orElseThrow(() -> Refusals.unauthenticated("there is no trust " + id));
    if (!trust.trusteeId().equals(trustee.userId())) {
      throw Refusals.forbidden("User is not a trustee.");
    }
    if (access.activeUser(trust.trustorId()).isEmpty()) {
      throw Refusals.forbidden("Trustor is disabled.");
    }
    if (trust.projectId().flatMap(directory::project).filter(p -> !access.usable(p)).isPresent()) {
      throw Refusals.unauthenticated("the project of trust %s is disabled".formatted(id));
    }
    var issued = issue(begun, trustee, trust);
    if (!database.inTransaction(tx -> Trusts.use(tx, id))) {
      throw Refusals.unauthenticated("trust %s is used up".formatted(id));
    }
    return issued;
  }

  private Tokens.Issued issue(Instant begun, Proven trustee, TrustEntry trust) {
    var scope =
        trust
            .projectId()
            .<TokenScope>map(TokenScope.Project::new)
            .orElse(new TokenScope.Unscoped());
    var proven = trustee.until(trust.expiresAt().filter(tokens::endsBeforeLifetime));
    return tokens
        .issue(
            new Tokens.Wanted(
                begun,
                proven.userId(),
                proven.methods(),
                scope,
                proven.expiresAt(),
                proven.parentAuditId(),
                Optional.of(new Delegation.Trust(trust.id()))))
        .orElseThrow(() -> Refusals.forbidden("Trustee has no delegated roles."));
  }
}
