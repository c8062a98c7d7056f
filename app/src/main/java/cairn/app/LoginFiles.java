package cairn.app;

import cairn.common.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two files by which OpenStack's clients log in: {@code openrc} and {@code clouds.yaml}. */
final class LoginFiles {
  private LoginFiles() {}

  /** The environment that clients read. */
  static Map<String, String> environment(DataFolder data, String url, String region) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("OS_AUTH_URL", url + "/identity/v3");
    environment.put("OS_USERNAME", "admin");
    environment.put("OS_PASSWORD", data.adminPassword());
    environment.put("OS_PROJECT_NAME", "admin");
    environment.put("OS_USER_DOMAIN_NAME", "Default");
    environment.put("OS_PROJECT_DOMAIN_NAME", "Default");
    environment.put("OS_REGION_NAME", region);
    environment.put("OS_IDENTITY_API_VERSION", "3");
    var ca = data.keys().resolve("ca.crt");
    if (url.startsWith("https:") && Files.exists(ca)) {
      environment.put("OS_CACERT", ca.toString());
    }
    return environment;
  }

  /** The same as lines for a shell to source. */
  static String openrc(DataFolder data, String url, String region) {
    var lines = new StringBuilder();
    environment(data, url, region)
        .forEach((name, value) -> lines.append("export %s='%s'%n".formatted(name, value)));
    return lines.toString();
  }

  /** Writes both, readable by their owner alone. */
  static void write(DataFolder data, String url, String region) throws IOException {
    var environment = environment(data, url, region);
    Secrets.write(data.openrc(), openrc(data, url, region));
    var cacert =
        environment.containsKey("OS_CACERT")
            ? "    cacert: " + environment.get("OS_CACERT") + "\n"
            : "";
    Secrets.write(
        data.cloudsYaml(),
        """
        clouds:
          cairn:
            auth:
              auth_url: %s
              username: admin
              password: "%s"
              project_name: admin
              user_domain_name: Default
              project_domain_name: Default
            region_name: %s
            identity_api_version: 3
        %s\
        """
            .formatted(
                environment.get("OS_AUTH_URL"), environment.get("OS_PASSWORD"), region, cacert));
  }
}
