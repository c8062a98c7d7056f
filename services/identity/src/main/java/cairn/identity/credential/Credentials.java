package cairn.identity.credential;

import cairn.identity.token.Fernet;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps credentials. Safe for many threads. */
public final class Credentials {
  private final Database database;
  private final CredentialStore store;

  /**
   * @param fernet with the credentials' own keys
   */
  public Credentials(Database database, Fernet fernet) {
    this.database = database;
    this.store = new CredentialStore(fernet);
  }

  Optional<Credential> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  /** Those of a user, of a type, or of both. */
  public List<Credential> list(Optional<String> userId, Optional<String> type) {
    return database.read(tx -> store.list(tx, userId, type));
  }

  void create(Credential credential) {
    database.run(tx -> store.insert(tx, credential));
  }

  Credential update(String id, UnaryOperator<Credential> change) {
    return database.inTransaction(tx -> {
      var before = store.find(tx, id).orElseThrow(() -> Refusals.notFound("credential", id));
      var after = change.apply(before);
      store.update(tx, after);
      return after;
    });
  }

  void delete(String id) {
    database.run(tx -> {
      if (!store.delete(tx, id)) {
        throw Refusals.notFound("credential", id);
      }
    });
  }

  /**
   * Seals again what an older key has sealed, so that the older key can be dropped. To be called
   * after each rotation; safe to repeat.
   *
   * @return how many there were
   */
  public int migrate() {
    var all = 0;
    int some;
    do {
      some =
          database.inTransaction(tx -> {
            var stale = store.stale(tx);
            stale.forEach(credential -> store.update(tx, credential));
            return stale.size();
          });
      all += some;
    } while (some > 0);
    return all;
  }
}
