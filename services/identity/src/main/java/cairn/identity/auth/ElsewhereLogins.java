package cairn.identity.auth;

import cairn.identity.auth.Credentials.Named;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.UserEntry;
import cairn.identity.token.AuthMethod;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.Optional;

/** Passwords of users who live on another server, which alone can check them. Thread-safe. */
final class ElsewhereLogins {
  /** A user as that server knows them. */
  record Name(String domainId, String name) {}

  private final Database database;
  private final Directory directory;
  private final Access access;
  private final LoginStore store = new LoginStore();

  ElsewhereLogins(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
    this.access = new Access(directory);
  }

  /** The user, if they live elsewhere. */
  Optional<Name> find(Named user) {
    if (!directory.elsewhere().any()) {
      return Optional.empty();
    }
    var known = user.id().flatMap(directory::user);
    var domainId =
        user.id().isPresent()
            ? known.map(UserEntry::domainId)
            : user.domain()
                .flatMap(domain ->
                    domain
                        .id()
                        .or(() ->
                            database.read(tx -> store.domainId(tx, domain.name().orElse("")))));
    return domainId
        .filter(directory.elsewhere()::owns)
        .map(id -> new Name(id, known.map(UserEntry::name).or(user::name).orElse("")));
  }

  /** Throws UNAUTHENTICATED when the server does not let them in. */
  Proven login(Name user, String password) {
    var active =
        directory
            .elsewhere()
            .login(user.domainId(), user.name(), password)
            .flatMap(access::activeUser)
            .orElseThrow(
                () -> Refusals.unauthenticated("%s: wrong password or disabled".formatted(user)));
    return Proven.by(active, AuthMethod.PASSWORD);
  }
}
