package cairn.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cairn exec -- COMMAND}: a client where floating IPs are reachable, logged in as admin. */
@Command(
    name = "exec",
    description = "Run a command where floating IPs are reachable, with the environment of openrc.")
final class ExecCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "The command and its arguments.")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = data.folder();
    var cloud = RunningCloud.required(folder);
    var region = Settings.of(folder).region().orElse("RegionOne");
    return NamespaceProcess.run(
        cloud.namespace(), LoginFiles.environment(folder, cloud.urlInside(), region), command);
  }
}
