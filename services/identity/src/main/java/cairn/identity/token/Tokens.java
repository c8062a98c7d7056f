package cairn.identity.token;

import cairn.common.Time;
import cairn.http.Authenticator;
import cairn.http.Request;
import cairn.identity.accessrule.AccessRuleCheck;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Issues, validates and revokes tokens. Validating is arithmetic on the text and a look into the
 * directory, without I/O. Safe for many threads.
 */
public final class Tokens implements Authenticator {
  /** How long after its end a service may still ask about a token it once accepted. */
  private static final Duration EXPIRED_WINDOW = Duration.ofDays(2);

  /** A token and its text. */
  public record Issued(String text, ValidToken token) {}

  /**
   * What a token is wanted for.
   *
   * @param provenAt from before the proof was looked at: what changes meanwhile voids the token
   */
  public record Wanted(
      Instant provenAt,
      String userId,
      Set<AuthMethod> methods,
      TokenScope scope,
      Optional<Instant> expiresAt,
      Optional<String> parentAuditId,
      Optional<Delegation> delegation) {}

  private final TokenFormat format;
  private final Directory directory;
  private final Access access;
  private final Standings standings;
  private final RevocationStore revocations = new RevocationStore();
  private final Time time;
  private final Duration lifetime;

  public Tokens(TokenFormat format, Directory directory, Time time, Duration lifetime) {
    this.format = format;
    this.directory = directory;
    this.access = new Access(directory);
    this.standings = new Standings(directory, time);
    this.time = time;
    this.lifetime = lifetime;
  }

  /** A new token; empty when the user may not have one with that scope. */
  public Optional<Issued> issue(Wanted wanted) {
    var auditId = format.auditId(wanted.provenAt());
    var token =
        new Token(
            wanted.userId(),
            wanted.methods(),
            wanted.scope(),
            wanted.provenAt(),
            wanted
                .expiresAt()
                .orElseGet(() -> wanted.provenAt().plus(lifetime).truncatedTo(ChronoUnit.SECONDS)),
            wanted.parentAuditId().map(parent -> List.of(auditId, parent)).orElse(List.of(auditId)),
            wanted.delegation());
    return resolve(token).map(valid -> new Issued(format.write(token), valid));
  }

  @Override
  public Optional<Caller> authenticate(String text) {
    return validate(text).map(ValidToken::caller);
  }

  @Override
  public Optional<Caller> authenticate(String text, Use use) {
    return validate(text)
        .filter(valid ->
            AccessRuleCheck.passes(
                valid.credential().map(found -> found.accessRules()).orElse(List.of()), use))
        .map(ValidToken::caller);
  }

  /** The token in the text, if it holds now. */
  public Optional<ValidToken> validate(String text) {
    return validate(text, Duration.ZERO);
  }

  /** The token of the request itself. */
  public ValidToken of(Request request) {
    return request
        .headers()
        .token()
        .flatMap(this::validate)
        .orElseThrow(() -> Refusals.unauthenticated("the token has just ended"));
  }

  /**
   * The token in the text, or one that ended a short while ago, for services that finish what they
   * began.
   */
  public Optional<ValidToken> validateExpired(String text) {
    return validate(text, EXPIRED_WINDOW);
  }

  /** Whether a token that is issued now would end after that time. */
  public boolean endsBeforeLifetime(Instant end) {
    return end.isBefore(time.now().plus(lifetime));
  }

  /** Makes the token void everywhere. */
  public void revoke(Transaction tx, Token token) {
    revocations.insert(tx, token.auditId(), token.expiresAt(), time.now());
    directory.changed(tx, Topic.REVOCATION, token.auditId());
  }

  private Optional<ValidToken> validate(String text, Duration window) {
    return format
        .read(text)
        .filter(token -> token.expiresAt().plus(window).isAfter(time.now()))
        .filter(token -> !directory.revoked(token.auditId()))
        .flatMap(this::resolve);
  }

  private Optional<ValidToken> resolve(Token token) {
    return standings.of(token).flatMap(standing -> resolve(token, standing));
  }

  private Optional<ValidToken> resolve(Token token, Standing standing) {
    var domain = directory.domain(standing.user().domainId());
    if (domain.isEmpty()) {
      return Optional.empty();
    }
    return switch (token.scope()) {
      case TokenScope.Unscoped _ -> Optional.of(unscoped(token, standing, domain.get()));
      case TokenScope.AllSystem _ ->
          Optional.of(unscoped(token, standing, domain.get()))
              .map(valid -> with(valid, access.onSystem(token.userId())))
              .filter(valid -> !valid.roles().isEmpty());
      case TokenScope.Project(var id) ->
          onTarget(token, standing, domain.get(), directory.project(id));
      case TokenScope.Domain(var id) ->
          onTarget(token, standing, domain.get(), directory.domain(id));
    };
  }

  private Optional<ValidToken> onTarget(
      Token token, Standing standing, ProjectEntry userDomain, Optional<ProjectEntry> target) {
    if (target.isEmpty()
        || !access.usable(target.get())
        || token.isVoid(target.get().tokensSince())) {
      return Optional.empty();
    }
    var targetDomain = directory.domain(target.get().domainId());
    if (targetDomain.isEmpty() || token.isVoid(targetDomain.get().tokensSince())) {
      return Optional.empty();
    }
    var held = access.onProject(standing.rolesOf(), target.get().id());
    var roles = standing.limited(held, directory.roles());
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ValidToken(
                token, standing.user(), userDomain, target, targetDomain, roles, standing.by()));
  }

  private static ValidToken unscoped(Token token, Standing standing, ProjectEntry domain) {
    return new ValidToken(
        token,
        standing.user(),
        domain,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        standing.by());
  }

  private static ValidToken with(ValidToken valid, List<RoleEntry> roles) {
    return new ValidToken(
        valid.token(),
        valid.user(),
        valid.userDomain(),
        valid.target(),
        valid.targetDomain(),
        roles,
        valid.by());
  }
}
