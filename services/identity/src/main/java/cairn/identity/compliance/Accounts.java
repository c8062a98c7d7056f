package cairn.identity.compliance;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.identity.compliance.AccountStore.Account;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.UserEntry;
import cairn.identity.password.Passwords;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks passwords, and sets them, as the rules demand. All failures look alike from the outside
 * and take as long. Safe for many threads.
 */
public final class Accounts {
  private final Database database;
  private final Passwords passwords;
  private final Access access;
  private final Time time;
  private final SecurityCompliance rules;
  private final Throttle throttle;
  private final AccountStore store = new AccountStore();

  public Accounts(
      Database database,
      Directory directory,
      Passwords passwords,
      Time time,
      SecurityCompliance rules) {
    this.database = database;
    this.passwords = passwords;
    this.access = new Access(directory);
    this.time = time;
    this.rules = rules;
    this.throttle = new Throttle(time, rules.failuresPerAccount());
  }

  /** What is demanded. */
  public SecurityCompliance rules() {
    return rules;
  }

  /**
   * The user, when the password is theirs and they may log in with it.
   *
   * @param userId who they say they are; empty when there is nobody of that name
   * @param name what counts their failures: the same for the same words, whether or not there is
   *     somebody
   * @throws CloudException UNAUTHENTICATED, or TOO_MANY_REQUESTS after too many failures
   */
  public UserEntry login(Optional<String> userId, String name, String password) {
    var account = proven(userId, name, password);
    var user = active(account);
    if (expired(account)) {
      throw new CloudException(
          Kind.UNAUTHENTICATED,
          "The password is expired and needs to be changed for user: %s.".formatted(account.id()));
    }
    var today = today();
    if (account.failedLogins() > 0 || !account.activeOn().equals(Optional.of(today))) {
      database.run(tx -> store.succeeded(tx, account.id(), today));
    }
    return user;
  }

  /** Sets the password of somebody who knows the one before, even if that has expired. */
  public void change(String userId, String original, String password, Changed changed) {
    var account = proven(Optional.of(userId), userId, original);
    active(account);
    rules.checkLooks(password);
    checkMayChange(account);
    checkNew(account.id(), password);
    var hash = passwords.hash(password);
    database.run(tx -> {
      if (!store.lock(tx, userId).equals(account.hash())) {
        // Somebody else was faster, so the original password is no longer the right one.
        throw Refusals.unauthenticated("user %s: wrong original password".formatted(userId));
      }
      var now = time.now();
      store.set(tx, userId, hash, now, expiry(now, account.options()), true);
      remember(tx, userId, hash);
      store.succeeded(tx, userId, today());
      changed.tell(tx);
    });
  }

  /** What is done in the same transaction. */
  @FunctionalInterface
  public interface Changed {
    /** Does it. */
    void tell(Transaction tx);
  }

  /** The hash of a password that an administrator chooses, if it looks as it must. */
  public String hash(String password) {
    rules.checkLooks(password);
    return passwords.hash(password);
  }

  /** Sets the password that an administrator has chosen; when it expires, if it does. */
  public Optional<Instant> assign(Transaction tx, String userId, String hash, JsonNode options) {
    var now = time.now();
    var expires =
        rules.changeUponFirstUse() && !UserOption.IGNORE_CHANGE_PASSWORD_UPON_FIRST_USE.in(options)
            ? Optional.of(now)
            : expiry(now, options);
    store.set(tx, userId, hash, now, expires, false);
    remember(tx, userId, hash);
    return expires;
  }

  /** Whether the account counts as disabled because nobody has used it. */
  public boolean inactive(Optional<LocalDate> activeOn, JsonNode options) {
    return rules
        .inactiveDaysMax()
        .filter(_ -> !UserOption.IGNORE_USER_INACTIVITY.in(options))
        .filter(
            max -> activeOn.filter(day -> ChronoUnit.DAYS.between(day, today()) >= max).isPresent())
        .isPresent();
  }

  private Account proven(Optional<String> userId, String name, String password) {
    throttle.check(name);
    var account = userId.flatMap(id -> database.read(tx -> store.account(tx, id)));
    // The hash is computed whether or not there is such a user, locked or not.
    var right = passwords.matchesAtLogin(password, account.flatMap(Account::hash));
    var locked = account.filter(this::locked).isPresent();
    if (right && !locked) {
      return account.orElseThrow();
    }
    throttle.failed(name);
    if (!locked) {
      account.ifPresent(this::countFailure);
    }
    throw Refusals.unauthenticated(
        "user %s: %s"
            .formatted(
                account.map(Account::id).orElse("unknown"), locked ? "locked" : "wrong password"));
  }

  private void countFailure(Account account) {
    if (rules.lockoutAttempts().isPresent()) {
      var now = time.now();
      var forgotten = rules.lockoutDuration().map(now::minus).orElse(Instant.EPOCH);
      database.run(tx -> store.failed(tx, account.id(), now, forgotten));
    }
  }

  private boolean locked(Account account) {
    return !UserOption.IGNORE_LOCKOUT_FAILURE_ATTEMPTS.in(account.options())
        && rules.lockoutAttempts().filter(max -> account.failedLogins() >= max).isPresent()
        && account
            .failedAt()
            .filter(
                at -> rules.lockoutDuration().map(d -> at.plus(d).isAfter(time.now())).orElse(true))
            .isPresent();
  }

  private UserEntry active(Account account) {
    return access
        .activeUser(account.id())
        .filter(_ -> !inactive(account.activeOn(), account.options()))
        .orElseThrow(() -> Refusals.unauthenticated("user %s: disabled".formatted(account.id())));
  }

  private boolean expired(Account account) {
    return !UserOption.IGNORE_PASSWORD_EXPIRY.in(account.options())
        && account.expiresAt().filter(end -> !end.isAfter(time.now())).isPresent();
  }

  private Optional<Instant> expiry(Instant now, JsonNode options) {
    return UserOption.IGNORE_PASSWORD_EXPIRY.in(options)
        ? Optional.empty()
        : rules.passwordAgeMax().map(age -> now.plus(age).truncatedTo(ChronoUnit.SECONDS));
  }

  private void checkMayChange(Account account) {
    if (UserOption.LOCK_PASSWORD.in(account.options())) {
      throw Refusals.invalid(
          "You cannot change your password at this time due to password policy disallowing password changes. Please contact your administrator to reset your password.");
    }
    var free = account.createdAt().map(at -> at.plus(rules.passwordAgeMin()));
    if (account.selfChosen() && free.filter(at -> at.isAfter(time.now())).isPresent()) {
      throw Refusals.invalid(
          "You cannot change your password at this time due to the minimum password age. Once you change your password, it must be used for %d day(s) before it can be changed. Please try again in %d day(s) or contact your administrator to reset your password."
              .formatted(
                  rules.passwordAgeMin().toDays(),
                  ChronoUnit.DAYS.between(time.now(), free.get())));
    }
  }

  private void checkNew(String userId, String password) {
    var count = rules.uniqueLastPasswords();
    for (var hash : database.read(tx -> store.history(tx, userId, count))) {
      if (passwords.matches(password, Optional.of(hash))) {
        throw Refusals.invalid(
            "The new password cannot be identical to a previous password. The total number which includes the new password must be unique is %d."
                .formatted(count));
      }
    }
  }

  private void remember(Transaction tx, String userId, String hash) {
    store.remember(tx, userId, hash, Math.max(1, rules.uniqueLastPasswords()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
  }
}
