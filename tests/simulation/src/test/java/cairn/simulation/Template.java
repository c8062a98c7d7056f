package cairn.simulation;

import cairn.app.Services;
import cairn.sql.DatabaseConfig;
import cairn.sql.ThrowAwayPostgres;
import cairn.testkit.FakeTime;
import cairn.testkit.SeededEntropy;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The cloud that every run begins with, made once and then copied: tenants with small quotas, a
 * network with a router each, an image, two flavors, hosts that have little.
 */
final class Template {
  static final List<String> TENANTS = List.of("ada", "bob", "cyd");

  /** Time in PostgreSQL is the simulation's, too: leases end by it. */
  private static final List<String> CLOCK =
      List.of(
          "CREATE SCHEMA simulated",
          "CREATE TABLE simulated.clock (at timestamptz NOT NULL)",
          "INSERT INTO simulated.clock VALUES ('2026-01-01T12:00:00Z')",
          """
          CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
              AS 'SELECT at FROM simulated.clock'\
          """,
          "ALTER TABLE change ALTER COLUMN at SET DEFAULT simulated.clock_timestamp()");

  private static final ThreadLocal<Template> MADE = ThreadLocal.withInitial(Template::new);

  private final DatabaseConfig config;
  private final Path folder;
  private final List<Account> accounts = new ArrayList<>();
  private final String publicNetwork;
  private final String adminToken;

  /** Who a tenant is and what it has from the beginning. */
  record Account(String name, String projectId, String token, String network, String image) {}

  static Template made() {
    return MADE.get();
  }

  /** The network outside. */
  String publicNetwork() {
    return publicNetwork;
  }

  DatabaseConfig config() {
    return config;
  }

  Path folder() {
    return folder;
  }

  List<Account> accounts() {
    return accounts;
  }

  String adminToken() {
    return adminToken;
  }

  private Template() {
    config = ThrowAwayPostgres.create(Services.MIGRATIONS);
    try (var clock = new Sql(config)) {
      for (var statement : CLOCK) {
        clock.execute(statement);
      }
      folder = Files.createTempDirectory("cairn-simulation");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var time = new FakeTime();
    var scheduler = new Scheduler(time, new SplittableRandom(1));
    var server =
        new Server(
            Sql.onFakeClock(config),
            folder,
            new Clock(time),
            new SeededEntropy(1),
            scheduler,
            new Faults());
    server.start();
    var door = server.door();
    adminToken = Api.token(door, "admin", Server.ADMIN_PASSWORD, "admin");
    var admin = new Api(door, adminToken);
    publicNetwork =
        made(admin.get("/network/v2.0/networks?name=public"))
            .body()
            .path("networks")
            .path(0)
            .path("id")
            .asString();
    flavor(admin, "small", 64, 1, 1);
    flavor(admin, "large", 256, 2, 4);
    for (var name : TENANTS) {
      accounts.add(account(server, admin, name));
    }
    while (scheduler.step() != null) {
      time.advance(java.time.Duration.ZERO);
    }
    server.die();
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Api.Answer made(Api.Answer answer) {
    if (!answer.good()) {
      throw new AssertionError(answer.text());
    }
    return answer;
  }

  private static void flavor(Api admin, String id, int memory, int vcpus, int disk) {
    made(
        admin.post(
            "/compute/v2.1/flavors",
            "{'flavor': {'id': '%s', 'name': '%s', 'ram': %d, 'vcpus': %d, 'disk': %d}}",
            id,
            id,
            memory,
            vcpus,
            disk));
  }

  private static String id(Api.Answer answer, String noun) {
    return made(answer).body().path(noun).path("id").asString();
  }

  private Account account(Server server, Api admin, String name) {
    var project =
        id(admin.post("/identity/v3/projects", "{'project': {'name': '%s'}}", name), "project");
    var user =
        id(
            admin.post(
                "/identity/v3/users", "{'user': {'name': '%s', 'password': '%s'}}", name, name),
            "user");
    var role =
        made(admin.get("/identity/v3/roles?name=member"))
            .body()
            .path("roles")
            .path(0)
            .path("id")
            .asString();
    made(
        admin.put("/identity/v3/projects/%s/users/%s/roles/%s".formatted(project, user, role), ""));
    made(
        admin.put(
            "/compute/v2.1/os-quota-sets/" + project,
            "{'quota_set': {'instances': 7, 'cores': 9, 'ram': 1024}}"));
    made(
        admin.put(
            "/network/v2.0/quotas/" + project,
            "{'quota': {'port': 14, 'network': 3, 'subnet': 3, 'floatingip': 3, 'router': 2,"
                + " 'security_group': 4}}"));
    var token = Api.token(server.door(), name, name, name);
    var tenant = new Api(server.door(), token);
    var network =
        id(tenant.post("/network/v2.0/networks", "{'network': {'name': '%s'}}", name), "network");
    var subnet =
        id(
            tenant.post(
                "/network/v2.0/subnets",
                "{'subnet': {'network_id': '%s', 'ip_version': 4, 'cidr': '10.0.0.0/27'}}",
                network),
            "subnet");
    var router =
        id(
            tenant.post(
                "/network/v2.0/routers",
                "{'router': {'name': '%s', 'external_gateway_info': {'network_id': '%s'}}}",
                name,
                publicNetwork),
            "router");
    made(
        tenant.put(
            "/network/v2.0/routers/" + router + "/add_router_interface",
            "{'subnet_id': '%s'}",
            subnet));
    var image =
        made(tenant.post(
                "/image/v2/images",
                "{'name': '%s', 'disk_format': 'raw', 'container_format': 'bare'}",
                name))
            .body()
            .path("id")
            .asString();
    made(tenant.upload("/image/v2/images/" + image + "/file", new byte[4096]));
    return new Account(name, project, token, network, image);
  }
}
