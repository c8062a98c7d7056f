package cairn.identity.application;

import cairn.http.Query;
import cairn.identity.accessrule.AccessRules;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.password.Passwords;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides about application credentials. Safe for many threads. */
public final class ApplicationCredentials {
  private final Database database;
  private final Directory directory;
  private final Passwords passwords;
  private final AccessRules accessRules;
  private final ApplicationCredentialStore store = new ApplicationCredentialStore();

  public ApplicationCredentials(
      Database database, Directory directory, Passwords passwords, AccessRules accessRules) {
    this.database = database;
    this.directory = directory;
    this.passwords = passwords;
    this.accessRules = accessRules;
  }

  Optional<ApplicationCredential> find(String id) {
    return database.read(tx -> store.find(tx, id));
  }

  ListPage<ApplicationCredential> list(Query query, String userId) {
    return database.read(tx -> store.list(tx, query, userId));
  }

  /**
   * Makes one.
   *
   * @param rules the access rules that it is to have, as the client wrote them
   */
  ApplicationCredential create(ApplicationCredential wanted, String secret, JsonNode rules) {
    var hash = passwords.hash(secret);
    return database.inTransaction(tx -> {
      store.insert(tx, wanted, hash);
      var given = accessRules.give(tx, wanted.userId(), wanted.id(), rules);
      directory.changed(tx, Topic.USER, wanted.userId());
      return wanted.with(given);
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
