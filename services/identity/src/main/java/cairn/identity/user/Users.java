package cairn.identity.user;

import cairn.common.Time;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.password.Passwords;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about users. Safe for many threads. */
public final class Users {
  private final Database database;
  private final Directory directory;
  private final Passwords passwords;
  private final Time time;
  private final UserStore store = new UserStore();

  public Users(Database database, Directory directory, Passwords passwords, Time time) {
    this.database = database;
    this.directory = directory;
    this.passwords = passwords;
    this.time = time;
  }

  public Optional<User> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** The list that the query asks for, within one domain or one group if so told. */
  public ListPage<User> list(Query query, Optional<String> domainId, Optional<String> groupId) {
    return database.read(tx -> store.list(tx, query, domainId, groupId));
  }

  /** Makes one. */
  User create(User wanted, Optional<String> password) {
    checkDefaultProject(wanted);
    // Hashing takes long; no transaction waits for it.
    var hash = password.map(passwords::hash);
    return database.inTransaction(tx -> {
      store.insert(tx, wanted, hash, time.now());
      changed(tx, wanted.id());
      return wanted;
    });
  }

  /** Changes them; a new password and being disabled void their tokens. */
  User update(String id, UnaryOperator<User> change, Optional<String> password) {
    var hash = password.map(passwords::hash);
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> Refusals.notFound("user", id));
      var after = change.apply(before);
      if (!after.defaultProjectId().equals(before.defaultProjectId())) {
        checkDefaultProject(after);
      }
      store.update(tx, after, time.now());
      hash.ifPresent(text -> store.setPassword(tx, id, text, time.now()));
      changed(tx, id);
      return after;
    });
  }

  /** Sets the password for somebody who knows the one before. */
  void changePassword(String id, String original, String password) {
    var before = database.read(tx -> store.hash(tx, id));
    if (!passwords.matches(original, before)) {
      throw Refusals.unauthenticated("user %s: wrong original password".formatted(id));
    }
    var hash = passwords.hash(password);
    database.run(tx -> {
      if (store.lock(tx, id).isEmpty() || !store.hash(tx, id).equals(before)) {
        // Somebody else was faster, so the original password is no longer the right one.
        throw Refusals.unauthenticated("user %s: wrong original password".formatted(id));
      }
      store.setPassword(tx, id, hash, time.now());
      changed(tx, id);
    });
  }

  /** Deletes them and all that is theirs. */
  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("user", id);
      }
      changed(tx, id);
    });
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
