package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Dispatcher;
import cairn.http.HttpServer;
import cairn.http.Telemetry;
import cairn.policy.Policy;
import cairn.sql.Database;
import cairn.sql.EmbeddedPostgres;
import cairn.sql.Migrations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identity alone on a port of the loopback, for trying clients by hand: FOLDER PORT PASSWORD. */
final class LocalIdentity {
  private LocalIdentity() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    var config = postgres.database();
    new Migrations(config, List.of(IdentityModule.MIGRATIONS)).apply();
    var module =
        new IdentityModule(
            Database.open(config),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of(
                new CatalogService("identity", "keystone", "/identity", ""),
                new CatalogService("compute", "nova", "/compute", "/v2.1")));
    module.start(arguments[2]);
    var routes = module.routes();
    var dispatcher =
        new Dispatcher(
            List.of(routes),
            new Policy(routes.rules(), Map.of()),
            module.authenticator(),
            _ -> {},
            new Telemetry(),
            Entropy.system(),
            Time.system(),
            "Keystone uri=\"%s/identity\"");
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
    var server =
        new HttpServer(
            new HttpServer.Settings(address, Optional.empty(), false), dispatcher, List.of());
    server.start();
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
