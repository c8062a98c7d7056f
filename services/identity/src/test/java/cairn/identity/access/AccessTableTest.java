package cairn.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.http.Dispatcher;
import cairn.http.InProcess;
import cairn.http.Route;
import cairn.http.Routes;
import cairn.http.Telemetry;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.StoryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what: every route, asked by every role in every scope, about what is the caller's own,
 * their domain's and another domain's. The table lies in {@code access.txt}; a new route, or a rule
 * that lets others in than before, is a difference there. Run with {@code -Dgolden=write} to write
 * it anew.
 */
class AccessTableTest {
  private static final Path GOLDEN = Path.of("src/test/resources/cairn/identity/access/access.txt");

  @TempDir static Path folder;

  @Test
  void everyRouteForEverybody() throws IOException {
    try (var database = TestDatabase.create(IdentityModule.MIGRATIONS)) {
      var module =
          new IdentityModule(
              database.database(),
              Time.system(),
              Entropy.system(),
              IdentitySettings.of(folder.resolve("keys")),
              List.of(new CatalogService("identity", "keystone", "/identity", "")));
      module.start(AccessWorld.PASSWORD);
      var routes = module.routes();
      var client = new Client(service(module, routes));
      var admin = module.callers().ofSystem("admin", "default").orElseThrow().userId();
      var world = new AccessWorld(client, database.database(), admin);
      var rewind = new Rewind(database.database());
      var table =
          new Table(
              client,
              world,
              () -> {
                if (rewind.undo()) {
                  module.reload();
                }
              });
      var text = table.text(routes);
      if ("write".equals(System.getProperty("golden"))) {
        Files.writeString(GOLDEN, text);
      }
      assertThat(text)
          .as("run with -Dgolden=write and look at the difference")
          .isEqualTo(Files.readString(GOLDEN));
    }
  }

  private static InProcess service(IdentityModule module, Routes routes) {
    return new InProcess(
        new Dispatcher(
            List.of(routes),
            StoryServer.policy(routes),
            module.authenticator(),
            _ -> {},
            new Telemetry(),
            Entropy.system(),
            Time.system(),
            "Keystone uri=\"%s/identity\""),
        List.of());
  }

  /** The table as it is written. */
  private static final class Table {
    private static final String HEAD =
        """
        # [self]: the caller's own things; [near]: their domain's; [far]: another domain's.
        # +: the answer tells something of the other domain. *: no token is looked at.
        nobody   project             domain              system
            unsc adm mgr mem rea non adm mgr mem rea non adm mgr mem rea non
        """;

    /** Whose ids make an answer one about the far domain. */
    private static final List<String> FAR =
        List.of("domain_id", "project_id", "user_id", "group_id", "domain_role");

    private final Client client;
    private final AccessWorld world;
    private final Runnable rewind;
    private final List<AccessWorld.Person> callers;
    private final Pattern ofOthers;
    private final JsonNode requests = requests();

    Table(Client client, AccessWorld world, Runnable rewind) {
      this.client = client;
      this.world = world;
      this.rewind = rewind;
      this.callers = ordered(world.callers);
      var ids = String.join("|", FAR.stream().map(world.far::get).toList());
      this.ofOthers = Pattern.compile("id\": ?\"(" + ids + ")\"");
    }

    String text(Routes routes) {
      var text = new StringBuilder(HEAD);
      for (var route : routes.all()) {
        var path = route.path().substring("/identity".length());
        var name = route.method() + " " + path;
        for (var request : requests.has(name) ? requests.get(name) : Json.MAPPER.readTree("[{}]")) {
          lines(text, route, path, request);
        }
      }
      return text.toString();
    }

    private void lines(StringBuilder text, Route route, String path, JsonNode request) {
      var target = request.path("path").asString(path.replace("{", "${"));
      if (request.has("query")) {
        target += "?" + request.get("query").asString();
      }
      var all = Client.fill(target + request, world.shared);
      for (var whose : whose(all)) {
        // Where no token is looked at, one answer is all of them.
        var open = route.access() instanceof Route.Access.Open;
        for (var caller : callers) {
          text.append(
              open && !caller.token().isEmpty()
                  ? " *  "
                  : ask(route, target, request, whose, caller));
        }
        text.append(route.method()).append(' ').append(target.replace("${", "{"));
        if (request.has("body") && requests.get(route.method() + " " + path).size() > 1) {
          text.append(' ').append(Json.write(request.get("body")).replace("${", "{"));
        }
        text.append(whose.isEmpty() ? "" : "  [" + whose + "]").append('\n');
      }
    }

    private static List<AccessWorld.Person> ordered(List<AccessWorld.Person> all) {
      var ordered = new ArrayList<AccessWorld.Person>();
      for (var kind : List.of("nobody", "unscoped", "project", "domain", "system")) {
        all.stream().filter(person -> person.name().startsWith(kind)).forEach(ordered::add);
      }
      return ordered;
    }

    /** Whose things the text speaks of. */
    private List<String> whose(String text) {
      if (Client.fill(text, world.near).equals(text)) {
        return List.of("");
      }
      var ofUsers = new HashMap<>(world.near);
      List.of(
              "domain_id",
              "domain_name",
              "idle_domain",
              "project_id",
              "group_id",
              "domain_role",
              "limit_id",
              "domain_limit")
          .forEach(ofUsers::remove);
      return Client.fill(text, ofUsers).equals(text)
          ? List.of("near", "far")
          : List.of("self", "near", "far");
    }

    private String ask(
        Route route, String target, JsonNode request, String whose, AccessWorld.Person caller) {
      var values = new HashMap<>(world.shared);
      values.putAll(
          switch (whose) {
            case "self" -> caller.own();
            case "far" -> world.far;
            default -> world.near;
          });
      var headers = new HashMap<String, String>();
      request
          .path("header")
          .properties()
          .forEach(header ->
              headers.put(header.getKey(), Client.fill(header.getValue().asString(), values)));
      var body =
          request.has("body")
              ? Client.fill(Json.write(request.get("body")), values)
              : route.method().startsWith("P") ? "{}" : "";
      var answer =
          client.ask(caller.token(), route.method(), Client.fill(target, values), headers, body);
      if (!route.method().equals("GET") && answer.status() < 400) {
        rewind.run();
      }
      var said = new String(answer.body(), StandardCharsets.UTF_8);

      return answer.status() + (ofOthers.matcher(said).find() ? "+" : " ");
    }

    private static JsonNode requests() {
      try (var yaml = AccessTableTest.class.getResourceAsStream("requests.yaml")) {
        var settings = LoadSettings.builder().setLabel("requests.yaml").build();
        Map<?, ?> read =
            (Map<?, ?>) new Load(settings).loadFromInputStream(Objects.requireNonNull(yaml));
        return Json.MAPPER.valueToTree(read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
