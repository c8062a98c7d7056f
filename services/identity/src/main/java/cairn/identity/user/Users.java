package cairn.identity.user;

import cairn.common.Time;
import cairn.http.Query;
import cairn.identity.compliance.Accounts;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about users. Safe for many threads. */
public final class Users {
  private final Database database;
  private final Directory directory;
  private final Accounts accounts;
  private final Time time;
  private final UserStore store = new UserStore();
  private final FederatedIdentityStore identities = new FederatedIdentityStore();

  public Users(Database database, Directory directory, Accounts accounts, Time time) {
    this.database = database;
    this.directory = directory;
    this.accounts = accounts;
    this.time = time;
  }

  public Optional<User> find(String id) {
    return database.read(tx -> store.find(tx, id).map(user -> shown(tx, List.of(user)).getFirst()));
  }

  /** The list that the query asks for, within one domain or one group if so told. */
  public ListPage<User> list(Query query, Optional<String> domainId, Optional<String> groupId) {
    domainId
        .or(() -> query.last("domain_id"))
        .filter(_ -> groupId.isEmpty())
        .ifPresent(domain -> directory.elsewhere().refreshUsers(domain, query.last("name")));
    return database.read(tx -> {
      var page = store.list(tx, query, domainId, groupId);
      return new ListPage<>(shown(tx, page.items()), page.more());
    });
  }

  /** Makes one. */
  User create(User wanted, Optional<String> password) {
    directory.refuseElsewhere(wanted.domainId());
    checkDefaultProject(wanted);
    // Hashing takes long; no transaction waits for it.
    var hash = password.map(accounts::hash);
    return database.inTransaction(tx -> {
      store.insert(tx, wanted, time.now());
      if (!wanted.federated().isEmpty()) {
        identities.replace(tx, wanted);
      }
      var made = hash.map(text -> withPassword(tx, wanted, text)).orElse(wanted);
      changed(tx, wanted.id());
      return made;
    });
  }

  /** Changes them; a new password and being disabled void their tokens. */
  User update(String id, UnaryOperator<User> change, Optional<String> password) {
    var hash = password.map(accounts::hash);
    return database.inTransaction(tx -> {
      var before =
          store
              .lock(tx, id)
              .map(user -> known(tx, List.of(user)).getFirst())
              .orElseThrow(() -> Refusals.notFound("user", id));
      directory.refuseElsewhere(before.domainId());
      var after = change.apply(before);
      if (!after.defaultProjectId().equals(before.defaultProjectId())) {
        checkDefaultProject(after);
      }
      store.update(tx, after, time.now());
      if (!after.federated().equals(before.federated())) {
        identities.replace(tx, after);
      }
      var made = hash.map(text -> withPassword(tx, after, text)).orElse(after);
      changed(tx, id);
      return made;
    });
  }

  /** Sets the password for somebody who knows the one before. */
  void changePassword(String id, String original, String password) {
    accounts.change(id, original, password, tx -> changed(tx, id));
  }

  /** Deletes them and all that is theirs. */
  void delete(String id) {
    directory.user(id).ifPresent(user -> directory.refuseElsewhere(user.domainId()));
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("user", id);
      }
      changed(tx, id);
    });
  }

  private User withPassword(Transaction tx, User user, String hash) {
    return user.withPasswordExpiring(accounts.assign(tx, user.id(), hash, user.options()));
  }

  private List<User> known(Transaction tx, List<User> users) {
    var found = identities.ofUsers(tx, users.stream().map(User::id).toList());
    return users.stream()
        .map(user -> user.knownAs(found.getOrDefault(user.id(), List.of())))
        .toList();
  }

  private List<User> shown(Transaction tx, List<User> users) {
    return users.isEmpty() ? users : known(tx, judged(tx, users));
  }

  /** An account that nobody has used for too long counts as disabled, whatever its row says. */
  private List<User> judged(Transaction tx, List<User> users) {
    var daysMax = accounts.rules().inactiveDaysMax();
    if (daysMax.isEmpty()) {
      return users;
    }
    var bound = time.now().minus(Duration.ofDays(daysMax.get()));
    var inactive = store.inactive(tx, users.stream().map(User::id).toList(), bound);
    return users.stream()
        .map(user -> inactive.contains(user.id()) ? user.disabled() : user)
        .toList();
  }

  private void changed(Transaction tx, String id) {
    directory.changed(tx, Topic.USER, id);
  }

  private void checkDefaultProject(User user) {
    if (user.defaultProjectId().flatMap(directory::domain).isPresent()) {
      throw Refusals.invalid("User's default project ID cannot be a domain ID.");
    }
  }
}
