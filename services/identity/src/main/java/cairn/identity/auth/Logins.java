package cairn.identity.auth;

import cairn.common.Time;
import cairn.identity.auth.Credentials.DomainRef;
import cairn.identity.auth.Credentials.Named;
import cairn.identity.auth.Credentials.Proof;
import cairn.identity.auth.Credentials.WantedScope;
import cairn.identity.compliance.Accounts;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.UserEntry;
import cairn.identity.oauth.SignedRequest;
import cairn.identity.password.Passwords;
import cairn.identity.token.AuthMethod;
import cairn.identity.token.Delegation;
import cairn.identity.token.TokenScope;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether what a client offers proves who it is, and makes the token. All failures look
 * alike from the outside. Safe for many threads.
 */
final class Logins {
  private final Database database;
  private final LoginStore store = new LoginStore();
  private final Directory directory;
  private final Access access;
  private final ElsewhereLogins elsewheres;
  private final Passwords passwords;
  private final Accounts accounts;
  private final Tokens tokens;
  private final TrustLogins trusts;
  private final Secrets secrets;
  private final SecondFactors factors;
  private final Time time;

  Logins(
      Database database,
      Directory directory,
      Passwords passwords,
      Accounts accounts,
      Tokens tokens,
      Secrets secrets,
      Time time) {
    this.database = database;
    this.directory = directory;
    this.access = new Access(directory);
    this.elsewheres = new ElsewhereLogins(database, directory);
    this.passwords = passwords;
    this.accounts = accounts;
    this.tokens = tokens;
    this.trusts = new TrustLogins(database, directory, tokens);
    this.secrets = secrets;
    this.factors = new SecondFactors(database, store, secrets.receipts());
    this.time = time;
  }

  /**
   * Throws UNAUTHENTICATED when any of the proofs fails or the scope is not the user's.
   *
   * @param receipt for proofs that were offered before
   */
  Tokens.Issued login(Credentials credentials, Optional<String> receipt) {
    var begun = time.now();
    var offered = credentials.proofs().stream().map(this::prove).reduce(Proven::and).orElseThrow();
    var proven = factors.check(offered, receipt, begun);
    if (credentials.scope().orElse(new WantedScope.None()) instanceof WantedScope.Trust(var id)) {
      return trusts.login(begun, proven, id);
    }
    var scope = scope(proven, credentials.scope());
    var wanted =
        new Tokens.Wanted(
            begun,
            proven.userId(),
            proven.methods(),
            scope,
            proven.expiresAt(),
            proven.parentAuditId(),
            proven.delegation());
    return tokens
        .issue(wanted)
        .orElseThrow(() ->
            Refusals.unauthenticated(
                "user %s has no access to %s".formatted(proven.userId(), scope)));
  }

  private Proven prove(Proof proof) {
    return switch (proof) {
      case Proof.Password(var user, var password) -> password(user, password);
      case Proof.Token(var text) -> token(text);
      case Proof.ApplicationCredential offered -> credential(offered);
      case Proof.OneTimePassword(var user, var passcode) -> oneTimePassword(user, passcode);
      case Proof.Signed(var request) -> signed(request);
    };
  }

  private Proven password(Named user, String password) {
    var elsewhere = elsewheres.find(user);
    if (elsewhere.isPresent()) {
      return elsewheres.login(elsewhere.get(), password);
    }
    var name = user.id().orElseGet(() -> "%s %s".formatted(user.domain(), user.name()));
    return Proven.by(accounts.login(userId(user), name, password), AuthMethod.PASSWORD);
  }

  private Proven oneTimePassword(Named user, String passcode) {
    var active = userId(user).flatMap(access::activeUser);
    var seeds =
        active
            .map(found -> secrets.credentials().list(Optional.of(found.id()), Optional.of("totp")))
            .orElse(List.of());
    if (seeds.stream()
        .noneMatch(seed -> TimeBasedPasscode.matches(passcode, seed.blob(), time.now()))) {
      throw Refusals.unauthenticated("wrong user or one-time password");
    }
    return Proven.by(active.orElseThrow(), AuthMethod.TOTP);
  }

  private Proven signed(SignedRequest request) {
    var login = secrets.oauth().login(request);
    var user =
        access
            .activeUser(login.userId())
            .orElseThrow(
                () -> Refusals.unauthenticated("user %s is disabled".formatted(login.userId())));
    return Proven.by(
        user,
        AuthMethod.OAUTH1,
        new Delegation.AccessToken(login.accessTokenId()),
        new TokenScope.Project(login.projectId()),
        login.expiresAt().filter(tokens::endsBeforeLifetime));
  }

  private Optional<String> userId(Named user) {
    return user.id()
        .or(() -> database.read(tx -> store.userId(tx, user.name().orElse(""), domain(user))));
  }

  private Proven token(String text) {
    var valid = tokens.validate(text).orElseThrow(Refusals::noSuchToken);
    var token = valid.token();
    if (token.delegated()) {
      // It would outlive, or reach further than, what was given away.
      throw Refusals.notAuthorized(
          "Using a delegated token to create another token is not allowed");
    }
    var methods = EnumSet.of(AuthMethod.TOKEN);
    methods.addAll(token.methods());
    return new Proven(
        token.userId(),
        methods,
        Optional.of(token.expiresAt()),
        Optional.of(token.auditIds().getLast()),
        Optional.empty(),
        Optional.empty(),
        token.scope() instanceof TokenScope.AllSystem);
  }

  private Proven credential(Proof.ApplicationCredential offered) {
    var secret =
        database.read(tx ->
            offered.id().isPresent()
                ? store.secret(tx, offered.id().get())
                : offered
                    .user()
                    .flatMap(user ->
                        user.id().isPresent()
                            ? user.id()
                            : store.userId(tx, user.name().orElse(""), domain(user)))
                    .flatMap(userId -> store.secret(tx, userId, offered.name().orElse(""))));
    var right =
        passwords.matchesAtLogin(offered.secret(), secret.map(LoginStore.Secret::secretHash));
    var active = secret.flatMap(found -> access.activeUser(found.userId()));
    if (!right || active.isEmpty()) {
      throw Refusals.unauthenticated(
          "application credential " + secret.map(LoginStore.Secret::id).orElse("unknown"));
    }
    var entry = directory.credential(secret.orElseThrow().id());
    return Proven.by(
        active.get(),
        AuthMethod.APPLICATION_CREDENTIAL,
        new Delegation.ApplicationCredential(secret.get().id()),
        new TokenScope.Project(secret.get().projectId()),
        // The token must not outlive the credential; the lifetime is the token service's.
        entry.flatMap(found -> found.expiresAt()).filter(tokens::endsBeforeLifetime));
  }

  private TokenScope scope(Proven proven, Optional<WantedScope> wanted) {
    if (proven.fixedScope().isPresent()) {
      if (wanted.isPresent() && !proven.methods().contains(AuthMethod.OAUTH1)) {
        throw Refusals.unauthenticated("an application credential cannot ask for a scope");
      }
      return proven.fixedScope().get();
    }
    return switch (wanted.orElseGet(() -> byDefault(proven))) {
      case WantedScope.None _ -> new TokenScope.Unscoped();
      case WantedScope.AllSystem _ -> new TokenScope.AllSystem();
      case WantedScope.Trust _ -> throw new IllegalStateException("a trust is no scope of its own");
      case WantedScope.Project(var project) -> {
        refuseSystemToken(proven);
        yield new TokenScope.Project(projectId(project));
      }
      case WantedScope.Domain(var domain) -> {
        refuseSystemToken(proven);
        yield new TokenScope.Domain(
            domain
                .id()
                .or(() -> database.read(tx -> store.domainId(tx, domain.name().orElse(""))))
                .orElseThrow(() -> Refusals.unauthenticated("no such domain")));
      }
    };
  }

  private static void refuseSystemToken(Proven proven) {
    if (proven.systemToken()) {
      throw Refusals.forbidden(
          "Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.");
    }
  }

  private String projectId(Named project) {
    return project
        .id()
        .or(() ->
            database.read(tx -> store.projectId(tx, project.name().orElse(""), domain(project))))
        .orElseThrow(() -> Refusals.unauthenticated("no such project"));
  }

  /** The user's default project where they have a role on it, else no scope. */
  private WantedScope byDefault(Proven proven) {
    if (proven.systemToken()) {
      return new WantedScope.None();
    }
    return directory
        .user(proven.userId())
        .flatMap(UserEntry::defaultProjectId)
        .filter(id -> directory.project(id).filter(access::usable).isPresent())
        .filter(id -> !access.onProject(proven.userId(), id).isEmpty())
        .<WantedScope>map(id ->
            new WantedScope.Project(new Named(Optional.of(id), Optional.empty(), Optional.empty())))
        .orElse(new WantedScope.None());
  }

  private static DomainRef domain(Named named) {
    return named
        .domain()
        .orElseThrow(() -> Refusals.invalid("Expecting to find domain beside a name."));
  }
}
