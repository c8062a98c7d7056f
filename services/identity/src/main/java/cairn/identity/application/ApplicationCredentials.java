package cairn.identity.application;

import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.password.Passwords;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;

/** Decides about application credentials. Safe for many threads. */
public final class ApplicationCredentials {
  private final Database database;
  private final Directory directory;
  private final Passwords passwords;
  private final ApplicationCredentialStore store = new ApplicationCredentialStore();

  public ApplicationCredentials(Database database, Directory directory, Passwords passwords) {
    this.database = database;
    this.directory = directory;
    this.passwords = passwords;
  }

  Optional<ApplicationCredential> find(String userId, String id) {
    return database.read(tx -> store.find(tx, userId, id));
  }

  ListPage<ApplicationCredential> list(Query query, String userId) {
    return database.read(tx -> store.list(tx, query, userId));
  }

  void create(ApplicationCredential wanted, String secret) {
    var hash = passwords.hash(secret);
    database.run(tx -> {
      store.insert(tx, wanted, hash);
      directory.changed(tx, Topic.USER, wanted.userId());
    });
  }

  void delete(String userId, String id) {
    database.run(tx -> {
      if (!store.delete(tx, userId, id)) {
        throw Refusals.notFound("application credential", id);
      }
      directory.changed(tx, Topic.USER, userId);
    });
  }
}
