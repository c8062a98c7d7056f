package cairn.app;

import cairn.common.CloudException;
import cairn.common.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A login at another cloud by the variables that the {@code openstack} client knows: {@code
 * OS_USERNAME}, {@code OS_PASSWORD}, {@code OS_PROJECT_NAME} and so on. A password in the
 * environment is not seen in the list of processes.
 */
final class KeystoneLogin {
  private final Map<String, String> environment;

  KeystoneLogin(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What stands behind {@code auth} in the body of a login. */
  ObjectNode auth() {
    var auth = Json.object();
    var identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    var user = identity.putObject("password").putObject("user");
    user.put("password", required("OS_PASSWORD"));
    if (of("OS_USER_ID").isPresent()) {
      user.put("id", required("OS_USER_ID"));
    } else {
      user.put("name", required("OS_USERNAME"));
      user.set("domain", domain("OS_USER_DOMAIN"));
    }
    var scope = auth.putObject("scope");
    if (of("OS_SYSTEM_SCOPE").isPresent()) {
      scope.putObject("system").put("all", true);
    } else if (of("OS_PROJECT_ID").isPresent()) {
      scope.putObject("project").put("id", required("OS_PROJECT_ID"));
    } else {
      var project = scope.putObject("project");
      project.put("name", required("OS_PROJECT_NAME"));
      project.set("domain", domain("OS_PROJECT_DOMAIN"));
    }
    return auth;
  }

  /** {@code OS_CACERT}: the authorities that are trusted there, in place of Java's. */
  Optional<Path> authorities() {
    return of("OS_CACERT").map(Path::of);
  }

  private ObjectNode domain(String prefix) {
    return of(prefix + "_NAME")
        .map(name -> Json.object().put("name", name))
        .orElseGet(() -> Json.object().put("id", of(prefix + "_ID").orElse("default")));
  }

  private String required(String name) {
    return of(name)
        .orElseThrow(() ->
            new CloudException(
                CloudException.Kind.BAD_REQUEST,
                "Set %s, and the other variables of an administrator of that cloud."
                    .formatted(name)));
  }

  private Optional<String> of(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
