package cairn.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn server}: what {@code up} is, without an agent. */
@Command(
    name = "server",
    description = {
      "Bring up the cloud without a host: PostgreSQL, OVN and the API.",
      "Hosts come by themselves: cairn agent --server URL --token-file FILE."
    })
final class ServerCommand implements Callable<Integer> {
  @Mixin private UpOptions options = new UpOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--detach", description = "Come back when the cloud is ready; it runs on.")
  private boolean detach;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = options.plan().withoutAgent();
    ControlPlane.requireRoot(plan.simulated());
    if (detach) {
      Detached.start("server", options, spec.commandLine().getOut());
      return 0;
    }
    ControlPlane.run(plan, spec.commandLine().getOut());
    return 0;
  }
}
