package cairn.bench.cloud;

import cairn.common.CloudException;
import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Who uses a cloud, as OpenStack's clients are told: by {@code OS_*} or by a clouds.yaml. */
public record Account(
    URI authUrl,
    String user,
    String password,
    String project,
    String userDomain,
    String projectDomain,
    Optional<String> region) {

  /** From the environment: {@code OS_CLOUD} names an entry of a clouds.yaml, else {@code OS_*}. */
  public static Account of(Map<String, String> environment, Optional<URI> url) {
    var values = new HashMap<>(environment);
    if (environment.containsKey("OS_CLOUD")) {
      values.putAll(entry(environment.get("OS_CLOUD")));
    }
    url.ifPresent(given -> values.put("OS_AUTH_URL", given.toString()));
    return new Account(
        URI.create(versioned(required(values, "OS_AUTH_URL"))),
        required(values, "OS_USERNAME"),
        required(values, "OS_PASSWORD"),
        required(values, "OS_PROJECT_NAME"),
        values.getOrDefault("OS_USER_DOMAIN_NAME", "Default"),
        values.getOrDefault("OS_PROJECT_DOMAIN_NAME", "Default"),
        Optional.ofNullable(values.get("OS_REGION_NAME")));
  }

  private static String versioned(String url) {
    var bare = url.replaceFirst("/+$", "");
    return bare.endsWith("/v3") ? bare : bare + "/v3";
  }

  private static String required(Map<String, String> values, String name) {
    var value = values.get(name);
    if (value == null) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "%s is missing: set OS_* as for OpenStack's clients, or OS_CLOUD.".formatted(name));
    }
    return value;
  }

  private static Map<String, String> entry(String cloud) {
    var home = System.getProperty("user.home");
    for (var folder : List.of(".", home + "/.config/openstack", "/etc/openstack")) {
      var file = Path.of(folder, "clouds.yaml");
      if (Files.exists(file)) {
        return entry(file, cloud);
      }
    }
    throw new CloudException(
        CloudException.Kind.BAD_REQUEST, "OS_CLOUD is set, but there is no clouds.yaml.");
  }

  private static Map<String, String> entry(Path file, String cloud) {
    var values = new HashMap<String, String>();
    try {
      var all = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      var known = below(below(all, "clouds"), cloud);
      known.forEach((key, value) -> put(values, String.valueOf(key), value));
      below(known, "auth").forEach((key, value) -> put(values, String.valueOf(key), value));
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, file + " cannot be read.", e.toString(), e);
    }
    return values;
  }

  private static void put(Map<String, String> values, String key, Object value) {
    if (!(value instanceof Map)) {
      values.put("OS_" + key.toUpperCase(java.util.Locale.ROOT), String.valueOf(value));
    }
  }

  private static Map<?, ?> below(Object tree, String key) {
    return tree instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> found
        ? found
        : Map.of();
  }

  /** The body of a login by password. */
  String login() {
    var login = Json.object();
    var auth = login.putObject("auth");
    var identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    var who = identity.putObject("password").putObject("user");
    who.put("name", user).put("password", password).putObject("domain").put("name", userDomain);
    var where = auth.putObject("scope").putObject("project").put("name", project);
    where.putObject("domain").put("name", projectDomain);
    return login.toString();
  }
}
