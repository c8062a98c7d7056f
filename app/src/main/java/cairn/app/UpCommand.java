package cairn.app;

import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    if (!plan.simulated() && !"root".equals(System.getProperty("user.name"))) {
      throw new CloudException(
          CloudException.Kind.FORBIDDEN,
          "Real guests need root (network namespaces, taps). As root: ./cairn up; as anybody:"
              + " ./cairn up --hypervisor simulated");
    }
    if (detach) {
      Detached.start(options, spec.commandLine().getOut());
      return 0;
    }
    plan.data().create();
    var lock = RunningCloud.lock(plan.data());
    Logging.toFile(plan.data().log());
    var cloud = new Cloud(plan, new Progress(spec.commandLine().getOut(), Time.system()));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  cloud.close();
                  stopped.countDown();
                }));
    cloud.start();
    stopped.await();
    lock.close();
    return 0;
  }
}
