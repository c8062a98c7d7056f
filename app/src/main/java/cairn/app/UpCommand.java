package cairn.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn up}: the whole cloud on this machine. */
@Command(
    name = "up",
    description = {
      "Bring up the whole cloud on this machine: PostgreSQL, OVN, the API and the agent.",
      "A second up on the same folder goes on where it was, guests included."
    })
final class UpCommand implements Callable<Integer> {
  /** The API's port where nothing else is said. */
  static final int PORT = 8080;

  @Mixin private UpOptions options = new UpOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--detach", description = "Come back when the cloud is ready; it runs on.")
  private boolean detach;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = options.plan();
    ControlPlane.requireRoot(plan.simulated());
    if (detach) {
      Detached.start("up", options, spec.commandLine().getOut());
      return 0;
    }
    ControlPlane.run(plan, spec.commandLine().getOut());
    return 0;
  }
}
