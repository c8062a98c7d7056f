package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.compute.ComputeSettings;
import cairn.http.HttpServer;
import cairn.http.InProcess;
import cairn.http.Route;
import cairn.http.Routes;
import cairn.identity.IdentitySettings;
import cairn.image.ImageSettings;
import cairn.network.ExternalNetwork;
import cairn.network.topology.SimulatedNetworkDriver;
import cairn.simulated.SimulatedHosts;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.testkit.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A page of any list costs as many SQL statements with thirty things on it as with three. The lists
 * are found in the route tables: every GET whose answer grew. A GET that answers no success, or a
 * list of nothing but constants, has to be named here, so a new one is covered the day it is added.
 */
final class ListStatementsTest {
  private static final int FEW = 3;
  private static final int MANY = 30;

  private static final Pattern PARAMETER = Pattern.compile("/([^/{]+)/\\{[^}]*}");

  @TempDir private Path folder;
  private final Time time = Time.system();
  private final TestDatabase postgres =
      TestDatabase.create(Services.MIGRATIONS.toArray(String[]::new));
  private final ChangeFeed feed = new ChangeFeed(postgres.config(), time);
  private final List<SimulatedMachines> hosts = new ArrayList<>();
  private final ListScript script = new ListScript();
  private Services services;
  private HttpServer server;
  private InProcess door;
  private String token = "";

  /** What a GET showed. */
  private record Shown(int status, long statements, int size) {}

  @BeforeEach
  void start() throws Exception {
    var ground =
        new Services.Ground(
            postgres.database(),
            feed,
            new SimulatedNetworkDriver(),
            time,
            Entropy.system(),
            Background.threads());
    services =
        new Services(
            ground,
            new ServiceSettings(
                IdentitySettings.of(folder.resolve("keys")),
                "secret",
                ImageSettings.in(folder),
                ComputeSettings.of("host-token"),
                ExternalNetwork::usual,
                Map.of(),
                _ -> {}));
    services.start();
    feed.start();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new HttpServer(
            new HttpServer.Settings(address, Optional.empty(), false),
            services.dispatcher(),
            services.sockets());
    server.start();
    dial(SimulatedHostSettings.DEFAULTS.plan(2));
    door = new InProcess(services.dispatcher(), services.sockets());
    login();
  }

  @AfterEach
  void stop() {
    hosts.forEach(SimulatedMachines::close);
    server.close();
    services.close();
    feed.close();
    postgres.close();
  }

  private void dial(SimulatedHosts.Plan plan) {
    var url = URI.create("http://127.0.0.1:" + server.port());
    var machines = new SimulatedMachines(plan, url, "host-token", Optional.empty(), time, 2);
    hosts.add(machines);
    machines.dial();
    machines.awaitWelcome();
  }

  private void login() {
    var answer =
        door.ask(
            "POST",
            "/identity/v3/auth/tokens",
            Map.of("Content-Type", "application/json"),
            """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"admin",
             "domain":{"id":"default"},"password":"secret"}}},
             "scope":{"project":{"name":"admin","domain":{"id":"default"}}}}}
            """
                .getBytes(StandardCharsets.UTF_8));
    token =
        answer.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase("X-Subject-Token"))
            .map(header -> header.value())
            .findFirst()
            .orElseThrow();
    var document = Json.MAPPER.readTree(answer.body());
    script.keep("users", document.at("/token/user/id").asString());
    script.keep("home", document.at("/token/project/id").asString());
    script.keep(
        "external",
        get("/network/v2.0/networks?router:external=true").at("/networks/0/id").asString());
    script.keep("os-hypervisors", "0000"); // a part of all names, for the old search
  }

  private JsonNode get(String path) {
    return Json.parse(send("GET", path, ""));
  }

  private String send(String method, String path, String body) {
    var version = path.startsWith("/placement") ? "placement 1.39" : "compute 2.96";
    var answer = ask(method, path, version, body);
    var text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).as("%s %s %s: %s", method, path, body, text).isBetween(200, 299);
    return text;
  }

  private InProcess.Answer ask(String method, String path, String version, String body) {
    var headers = new HashMap<String, String>();
    headers.put("X-Auth-Token", token);
    headers.put("X-Subject-Token", token);
    headers.put("OpenStack-API-Version", version);
    headers.put(
        "Content-Type", path.endsWith("/file") ? "application/octet-stream" : "application/json");
    return door.ask(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPageOfAnyListCostsAConstantNumberOfStatements() {
    script.once(this::send);
    script.more(FEW, this::send);
    awaitServers();
    var few = all();
    moreHosts();
    script.more(MANY - FEW, this::send);
    awaitServers();
    var many = all();
    var dearer = new TreeMap<String, String>();
    var constant = new TreeSet<String>();
    few.forEach((path, before) -> {
      var after = many.getOrDefault(path, before);
      if (after.statements() > before.statements()) {
        dearer.put(path, before.statements() + " -> " + after.statements());
      }
      if (after.size() <= before.size()) {
        constant.add(path);
      }
    });
    assertThat(dearer).as("statements for %d and for %d", FEW, MANY).isEmpty();
    assertThat(constant)
        .as("lists that nothing was added to: lists.txt has to make it")
        .containsExactlyElementsOf(new TreeSet<>(script.constant()));
  }

  private void moreHosts() {
    var plan = SimulatedHostSettings.DEFAULTS.plan(MANY / 3);
    var named =
        new SimulatedHosts.Plan(
            plan.count(), "more", plan.version(), plan.size(), plan.behaviour(), plan.faults());
    dial(named);
  }

  private void awaitServers() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> get("/compute/v2.1/servers?status=BUILD").path("servers").isEmpty());
  }

  private Map<String, Shown> all() {
    var shown = new TreeMap<String, Shown>();
    for (var table : services.tables()) {
      for (var route : table.all()) {
        if (lists(route)) {
          shown.put(route.path(), shown(table, route));
        }
      }
    }
    return shown;
  }

  /** A path that ends with a parameter names one thing; compute has the same table twice. */
  private static boolean lists(Route route) {
    return route.method().equals("GET")
        && !route.path().endsWith("}")
        && !route.path().startsWith("/compute/v2/")
        && !(route.access() instanceof Route.Access.Open);
  }

  private Shown shown(Routes table, Route route) {
    var path = target(route);
    var version =
        table
            .microversions()
            .map(versions -> versions.serviceType() + " " + route.until().orElse(versions.max()))
            .orElse("none 1.0");
    // What can be remembered is, so that the second time counts.
    var answer = ask("GET", path, version, "");
    var statements = Database.statementsOf(() -> ask("GET", path, version, ""));
    return new Shown(answer.status(), statements, size(answer));
  }

  /** With what is kept in place of the parameters, and the question that some lists want. */
  private String target(Route route) {
    var path =
        PARAMETER
            .matcher(route.path())
            .replaceAll(found -> "/" + found.group(1) + "/" + script.kept(found.group(1)));
    return path
        + switch (path) {
          case "/placement/allocation_candidates" -> "?resources=VCPU:1";
          case "/placement/usages" -> "?project_id=" + script.kept("home");
          default -> "";
        };
  }

  /** How many values there are in a document. */
  private static int size(InProcess.Answer answer) {
    var text = new String(answer.body(), StandardCharsets.UTF_8);
    return text.startsWith("{") ? size(Json.parse(text)) : 0;
  }

  private static int size(JsonNode node) {
    var size = 1;
    for (var child : node) {
      size += size(child);
    }
    return size;
  }
}
