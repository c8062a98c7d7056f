package cairn.app;

import cairn.app.Settings.Hypervisor;
import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn agent}: a host, or many simulated ones, as a process of its own. */
@Command(
    name = "agent",
    description = {
      "Be a host of a cloud whose API runs elsewhere: in cairn server, or in another cairn up.",
      "Real guests use the network of the cairn server of the same data folder."
    })
final class AgentCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      required = true,
      description = "Where the cloud's API answers.")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "The hosts' secret: secrets/host-token of the server's data folder.")
  private Path tokenFile = Path.of("");

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description =
          "Who signed the server's certificate (PEM), where Java does not know them: secrets/ca.crt"
              + " of the server's data folder.")
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--hypervisor",
      paramLabel = "KIND",
      description = "What runs guests: qemu (default) or simulated.")
  private Hypervisor hypervisor = Hypervisor.QEMU;

  @Option(
      names = "--simulated-hosts",
      paramLabel = "N",
      description = "So many hosts that only say they run guests, in place of this machine.")
  private int simulatedHosts;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var count = UpOptions.checkedCount(simulatedHosts);
    var simulated = count > 0 || hypervisor == Hypervisor.SIMULATED;
    ControlPlane.requireRoot(simulated);
    var folder = data.folder();
    folder.create();
    var token = token();
    var lock = RunningCloud.lock(folder, "agent.lock");
    Logging.toFile(folder.root().resolve("log").resolve("agent.log"));
    var settings = Settings.of(folder);
    var out = new Progress(spec.commandLine().getOut(), Time.system());
    CountDownLatch stopped;
    if (count > 0) {
      SimulatedMachines.smallBuffers();
      var plan = settings.simulatedHosts().orElse(SimulatedHostSettings.DEFAULTS).plan(count);
      var hosts = new SimulatedMachines(plan, server, token, authorities, Time.system(), 1);
      stopped = ControlPlane.closedAtTheEnd(hosts::close);
      hosts.dial();
      out.line("%d simulated hosts dial %s".formatted(count, server));
    } else {
      var machine =
          new Machine(folder, settings, simulated, Optional.empty(), authorities, Time.system());
      stopped = ControlPlane.closedAtTheEnd(machine::close);
      if (!simulated) {
        machine.joinDataPlane();
      }
      machine.startAgent(server, token);
      out.line("host %s dials %s".formatted(Machine.hostName(), server));
    }
    stopped.await();
    lock.close();
    return 0;
  }

  private String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "%s cannot be read.".formatted(tokenFile), "", e);
    }
  }
}
