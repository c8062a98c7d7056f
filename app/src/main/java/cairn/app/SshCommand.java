package cairn.app;

import cairn.common.CloudException;
import cairn.common.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code cairn ssh SERVER [-- COMMAND]}: log in to a server by its floating IP. */
@Command(name = "ssh", description = "Log in to a server by its floating IP.")
final class SshCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(names = "--user", description = "The login name (default: ${DEFAULT-VALUE}).")
  private String user = Login.USER;

  @Parameters(index = "0", paramLabel = "SERVER", description = "Its name or id.")
  private String server = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = data.folder();
    var cloud = RunningCloud.required(folder);
    var address = Login.floatingIp(find(ApiClient.login(folder)));
    return new ProcessBuilder(new Login(folder, cloud.namespace()).command(user, address, command))
        .inheritIO()
        .start()
        .waitFor();
  }

  private JsonNode find(ApiClient api) {
    if (Id.parse(server).isPresent()) {
      return api.get("/compute/v2.1/servers/" + server).path("server");
    }
    var found =
        api.get("/compute/v2.1/servers/detail?all_tenants=1&name=%5E" + encode(server) + "%24")
            .path("servers");
    if (found.size() != 1) {
      throw new CloudException(
          CloudException.Kind.NOT_FOUND,
          found.isEmpty()
              ? "There is no server named %s.".formatted(server)
              : "%d servers are named %s: give the id.".formatted(found.size(), server));
    }
    return found.get(0);
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(
        text.replaceAll("[^A-Za-z0-9_-]", "\\\\$0"), java.nio.charset.StandardCharsets.UTF_8);
  }
}
