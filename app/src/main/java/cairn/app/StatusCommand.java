package cairn.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn status}: whether the cloud is up, its hosts and its servers. */
@Command(name = "status", description = "Say whether the cloud is up, with its hosts and servers.")
final class StatusCommand implements Callable<Integer> {
  /** What init scripts return for a service that is not running (LSB). */
  private static final int NOT_RUNNING = 3;

  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var folder = data.folder();
    var out = spec.commandLine().getOut();
    var cloud = RunningCloud.on(folder);
    if (cloud.isEmpty()) {
      out.printf("down: no cloud is up on %s%n", folder.root());
      return NOT_RUNNING;
    }
    out.printf("up: %s, process %d%n", cloud.get().url(), cloud.get().pid());
    out.printf("data folder: %s%n", folder.root());
    if (!cloud.get().namespace().isEmpty()) {
      out.printf("data plane: network namespace %s%n", cloud.get().namespace());
    }
    var api = ApiClient.login(folder);
    for (var service : api.get("/compute/v2.1/os-services?binary=nova-compute").path("services")) {
      out.printf(
          "host %s: %s, %s%n",
          service.path("host").asString(),
          service.path("state").asString(),
          service.path("status").asString());
    }
    for (var server : api.get("/compute/v2.1/servers/detail?all_tenants=1").path("servers")) {
      out.printf(
          "server %s %s: %s%n",
          server.path("id").asString(),
          server.path("name").asString(),
          server.path("status").asString());
    }
    out.flush();
    return 0;
  }
}
