package cairn.app;

import cairn.common.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code cairn train}: what the launcher has the JVM watch when it makes the AOT cache. A cloud of
 * simulated guests comes up in that folder, answers some requests and ends, so that the cache holds
 * the classes of a real start and the profiles of its methods.
 */
@Command(name = "train", hidden = true, description = "Run once through a start and requests.")
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 60;

  /** What a client asks first, one path of each service. */
  private static final List<String> PATHS =
      List.of(
          "/identity/v3",
          "/identity/v3/projects",
          "/compute/v2.1/flavors/detail",
          "/compute/v2.1/servers/detail",
          "/network/v2.0/networks",
          "/network/v2.0/ports",
          "/image/v2/images",
          "/placement/resource_providers");

  @Parameters(description = "An empty folder, which is left as it comes.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    var options = new UpOptions();
    CommandLine.populateCommand(
        options,
        "--data",
        folder.toString(),
        "--port",
        Integer.toString(freePort()),
        "--hypervisor",
        Settings.Hypervisor.SIMULATED.name());
    var plan = options.plan();
    plan.data().create();
    Logging.toFile(plan.data().log());
    var silent = new Progress(new PrintWriter(Writer.nullWriter()), Time.system());
    try (var cloud = new Cloud(plan, silent)) {
      cloud.start();
      var client = ApiClient.login(plan.data());
      for (var round = 0; round < ROUNDS; round++) {
        PATHS.forEach(client::get);
      }
    }
    return 0;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
