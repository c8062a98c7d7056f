package cairn.identity.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Routes;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON-home document against the reference's: every route is in it, under its name. */
class JsonHomeTest {
  private static final String API = "https://docs.openstack.org/api/openstack-identity/3/";

  /** The reference's alone: there is no SAML here. */
  private static final Set<String> MISSING =
      Set.of(
          "ext/OS-FEDERATION/1.0/rel/saml2",
          "ext/OS-FEDERATION/1.0/rel/ecp",
          "ext/OS-FEDERATION/1.0/rel/metadata");

  @TempDir static Path folder;
  private static TestDatabase database;
  private static Routes routes;

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    routes =
        new IdentityModule(
                database.database(),
                Time.system(),
                Entropy.system(),
                IdentitySettings.of(folder.resolve("keys")),
                List.of(new CatalogService("identity", "keystone", "/identity", "")))
            .routes();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void documentIsTheReferencesButForWhatIsMissing() throws IOException {
    var reference = reference();
    reference.keySet().removeAll(MISSING);
    assertThat(ours()).containsExactlyInAnyOrderEntriesOf(reference);
  }

  @Test
  void everyRouteIsNamedOrKnownNotToBe() {
    var named = new JsonHome(routes).resources("").keySet();
    var start = routes.prefix() + "/v3/";
    assertThat(routes.all())
        .filteredOn(route -> route.path().startsWith(start))
        .extracting(route -> route.path().substring(start.length() - 1))
        .allSatisfy(path ->
            assertThat(JsonHome.UNNAMED.contains(path) || named.contains(Relations.of(path)))
                .isTrue());
    assertThat(routes.all())
        .filteredOn(route -> !route.path().startsWith(start))
        .extracting(route -> route.path().substring(routes.prefix().length()))
        .containsExactlyInAnyOrder("", "/v3");
  }

  private static Map<String, String> ours() {
    var lines = new TreeMap<String, String>();
    new JsonHome(routes)
        .resources("")
        .forEach((relation, resource) ->
            lines.put(relation.substring(API.length()), line((Map<?, ?>) resource)));
    return lines;
  }

  private static String line(Map<?, ?> resource) {
    var line = new StringBuilder();
    line.append(
        resource.containsKey("href") ? resource.get("href") : resource.get("href-template"));
    if (resource.get("href-vars") instanceof Map<?, ?> variables) {
      variables.forEach((name, relation) ->
          line.append(' ').append(name).append('=').append(relation.toString().replace(API, "")));
    }
    if (resource.get("hints") instanceof Map<?, ?> hints) {
      line.append(' ').append(hints.get("status"));
    }
    return line.toString();
  }

  private static Map<String, String> reference() throws IOException {
    try (var text = JsonHomeTest.class.getResourceAsStream("reference.txt")) {
      var lines = new TreeMap<String, String>();
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(parts -> lines.put(parts[0], parts[1]));
      return lines;
    }
  }
}
