package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.bootstrap.Bootstrap;
import cairn.identity.password.Passwords;
import cairn.identity.transfer.KeystoneImport;
import cairn.sql.Database;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is done to the rows from outside, by a process that serves nothing. Used by one thread. */
public final class IdentityTools {
  private final Database database;
  private final Entropy entropy;
  private final Time time;

  public IdentityTools(Database database, Entropy entropy, Time time) {
    this.database = database;
    this.entropy = entropy;
    this.time = time;
  }

  /**
   * Imports a dump of a Keystone's database; what it did, in lines for people.
   *
   * @throws cairn.common.CloudException CONFLICT when something else has one of its names or ids
   * @throws IOException when the file cannot be read or is no such dump
   */
  public List<String> importKeystone(Path dump) throws IOException {
    return new KeystoneImport(database).run(dump).lines();
  }

  /**
   * Imports what a running Keystone tells over its API; what it did, in lines for people.
   *
   * @param url with or without {@code /v3} at its end
   * @param auth what stands behind {@code auth} in the body of a login
   * @throws cairn.common.CloudException CONFLICT when something else has one of its names or ids
   * @throws IOException when it does not answer or refuses
   */
  public List<String> importKeystone(HttpClient http, String url, JsonNode auth)
      throws IOException {
    return new KeystoneImport(database).run(http, url, auth).lines();
  }

  /** Makes what is missing, and gives the user admin that password; their tokens are void then. */
  public void bootstrap(String adminPassword, String region, List<CatalogService> services) {
    var bootstrap = new Bootstrap(database, new Passwords(entropy), entropy, time);
    bootstrap.run(adminPassword, region, Bootstrap.services(services));
    bootstrap.restore(adminPassword);
  }
}
