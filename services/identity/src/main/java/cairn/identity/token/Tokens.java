package cairn.identity.token;

import cairn.common.Time;
import cairn.http.Authenticator;
import cairn.identity.directory.Access;
import cairn.identity.directory.ApplicationCredentialEntry;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.Topic;
import cairn.identity.directory.UserEntry;
import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
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
      Optional<String> applicationCredentialId) {}

  private final TokenFormat format;
  private final Directory directory;
  private final Access access;
  private final RevocationStore revocations = new RevocationStore();
  private final Time time;
  private final Duration lifetime;

  public Tokens(TokenFormat format, Directory directory, Time time, Duration lifetime) {
    this.format = format;
    this.directory = directory;
    this.access = new Access(directory);
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
            wanted.applicationCredentialId());
    return resolve(token).map(valid -> new Issued(format.write(token), valid));
  }

  @Override
  public Optional<Caller> authenticate(String text) {
    return validate(text).map(ValidToken::caller);
  }

  /** The token in the text, if it holds now. */
  public Optional<ValidToken> validate(String text) {
    return validate(text, Duration.ZERO);
  }

  /** The same, or one that ended a short while ago, for services that finish what they began. */
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
    var user = access.activeUser(token.userId());
    if (user.isEmpty() || isVoid(token, user.get().tokensSince())) {
      return Optional.empty();
    }
    var domain = directory.domain(user.get().domainId());
    var credential = token.applicationCredentialId().flatMap(directory::credential);
    if (domain.isEmpty()
        || isVoid(token, domain.get().tokensSince())
        || (token.applicationCredentialId().isPresent()
            && credential.filter(found -> fits(found, token)).isEmpty())) {
      return Optional.empty();
    }
    return switch (token.scope()) {
      case TokenScope.Unscoped _ -> Optional.of(unscoped(token, user.get(), domain.get()));
      case TokenScope.AllSystem _ ->
          Optional.of(unscoped(token, user.get(), domain.get()))
              .map(valid -> with(valid, access.onSystem(token.userId())))
              .filter(valid -> !valid.roles().isEmpty());
      case TokenScope.Project(var id) ->
          onTarget(token, user.get(), domain.get(), directory.project(id), credential);
      case TokenScope.Domain(var id) ->
          onTarget(token, user.get(), domain.get(), directory.domain(id), credential);
    };
  }

  private Optional<ValidToken> onTarget(
      Token token,
      UserEntry user,
      ProjectEntry userDomain,
      Optional<ProjectEntry> target,
      Optional<ApplicationCredentialEntry> credential) {
    if (target.isEmpty()
        || !access.usable(target.get())
        || isVoid(token, target.get().tokensSince())) {
      return Optional.empty();
    }
    var targetDomain = directory.domain(target.get().domainId());
    if (targetDomain.isEmpty() || isVoid(token, targetDomain.get().tokensSince())) {
      return Optional.empty();
    }
    var held = access.onProject(user.id(), target.get().id());
    var roles = credential.map(found -> limited(held, found)).orElse(held);
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ValidToken(token, user, userDomain, target, targetDomain, roles, credential));
  }

  /** Of the roles that the user still has, those that the credential was given. */
  private List<RoleEntry> limited(List<RoleEntry> held, ApplicationCredentialEntry credential) {
    var given = new HashSet<>(directory.roles().effective(credential.roleIds()));
    return held.stream().filter(given::contains).toList();
  }

  private boolean fits(ApplicationCredentialEntry credential, Token token) {
    return credential.userId().equals(token.userId())
        && token.scope().equals(new TokenScope.Project(credential.projectId()))
        && credential.expiresAt().map(end -> end.isAfter(time.now())).orElse(true);
  }

  private static boolean isVoid(Token token, Optional<Instant> since) {
    return since.map(bound -> !token.issuedAt().isAfter(bound)).orElse(false);
  }

  private static ValidToken unscoped(Token token, UserEntry user, ProjectEntry domain) {
    return new ValidToken(
        token, user, domain, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  private static ValidToken with(ValidToken valid, List<RoleEntry> roles) {
    return new ValidToken(
        valid.token(),
        valid.user(),
        valid.userDomain(),
        valid.target(),
        valid.targetDomain(),
        roles,
        valid.credential());
  }
}
