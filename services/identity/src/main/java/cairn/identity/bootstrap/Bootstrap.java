package cairn.identity.bootstrap;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.catalog.UrlBlanks;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.password.Passwords;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;

/**
 * Makes what an empty cloud needs so that somebody can log in: the domain, the roles, the
 * administrator, the projects {@code admin} and {@code service}, the region and the catalog. What
 * is there already stays as it is. Safe for several servers that start at once.
 */
public final class Bootstrap {
  /** The id and name of the first domain are known to every client. */
  public static final String DOMAIN = "default";

  /** Each implies the next. */
  private static final List<String> ROLES = List.of("admin", "manager", "member", "reader");

  private static final List<String> INTERFACES = List.of("public", "internal", "admin");

  /** A service of the catalog; the path has its version. */
  public record Service(String type, String name, String path) {}

  private final Database database;
  private final Passwords passwords;
  private final Entropy entropy;
  private final Time time;
  private final BootstrapStore store = new BootstrapStore();

  public Bootstrap(Database database, Passwords passwords, Entropy entropy, Time time) {
    this.database = database;
    this.passwords = passwords;
    this.entropy = entropy;
    this.time = time;
  }

  /** Makes what is missing. The password is that of a new user {@code admin} only. */
  public void run(String adminPassword, String region, List<Service> services) {
    var hash = database.read(store::hasAdmin) ? "" : passwords.hash(adminPassword);
    database.run(tx -> {
      store.ensureDomain(tx, DOMAIN, "Default");
      store.lock(tx, DOMAIN);
      for (var role : ROLES) {
        store.ensureRole(tx, entropy.hexId(), role);
      }
      store.ensureRole(tx, entropy.hexId(), "service");
      for (var i = 1; i < ROLES.size(); i++) {
        store.ensureInference(tx, ROLES.get(i - 1), ROLES.get(i));
      }
      store.ensureProject(tx, entropy.hexId(), "admin", DOMAIN, "Of the administrators.");
      store.ensureProject(tx, entropy.hexId(), "service", DOMAIN, "Of the services.");
      if (!hash.isEmpty()) {
        store.ensureUser(tx, entropy.hexId(), "admin", DOMAIN, hash, time.now());
      }
      for (var role : ROLES) {
        store.ensureGrant(tx, "admin", DOMAIN, role);
      }
      store.ensureRegion(tx, region);
      for (var service : services) {
        ensureService(tx, service, region);
      }
    });
  }

  /** The same of services as the catalog has them. */
  public static List<Service> services(List<CatalogService> services) {
    return services.stream()
        .map(each -> new Service(each.type(), each.name(), each.path() + each.version()))
        .toList();
  }

  /**
   * Lets the user admin in again: enabled, with that password, and with the tokens of before void.
   * Servers that are up learn of all that {@link #run} may have made.
   */
  public void restore(String adminPassword) {
    var hash = passwords.hash(adminPassword);
    database.run(tx -> {
      store.restoreAdmin(tx, hash, time.now()).forEach(id -> Directory.tell(tx, Topic.USER, id));
      store.projects(tx, DOMAIN).forEach(id -> Directory.tell(tx, Topic.PROJECT, id));
      Directory.tell(tx, Topic.ROLE, "bootstrap");
      Directory.tell(tx, Topic.CATALOG, "bootstrap");
    });
  }

  private void ensureService(Transaction tx, Service service, String region) {
    if (store.hasService(tx, service.type())) {
      return;
    }
    var id = entropy.hexId();
    store.insertService(tx, id, service.type(), service.name());
    for (var name : INTERFACES) {
      store.insertEndpoint(
          tx, entropy.hexId(), id, region, name, UrlBlanks.BASE_URL + service.path());
    }
  }
}
