package cairn.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn openrc}: what a shell evaluates to log in. */
@Command(
    name = "openrc",
    description = "Print the environment of OpenStack's clients: eval \"$(./cairn openrc)\".")
final class OpenrcCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var folder = data.folder();
    var cloud = RunningCloud.required(folder);
    var region = Settings.of(folder).region().orElse("RegionOne");
    spec.commandLine().getOut().print(LoginFiles.openrc(folder, cloud.url(), region));
    spec.commandLine().getOut().flush();
  }
}
