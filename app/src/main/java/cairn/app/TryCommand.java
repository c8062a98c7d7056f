package cairn.app;

import cairn.common.Time;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn try}: the cloud, and a first server that one can log in to. */
@Command(name = "try", description = "Bring up the cloud and a first server, and log in to it.")
final class TryCommand implements Callable<Integer> {
  @Mixin private UpOptions options = new UpOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    var folder = options.folder();
    var progress = new Progress(out, Time.system());
    var running = RunningCloud.on(folder);
    var cloud = running.isPresent() ? running.get() : Detached.start("up", options, out);
    out.printf("A first server%n");
    var tour =
        new FirstServer(
            folder,
            cloud,
            ApiClient.login(folder),
            options.plan().simulated(),
            progress,
            Time.system());
    tour.make().forEach(out::println);
    out.flush();
    return 0;
  }
}
