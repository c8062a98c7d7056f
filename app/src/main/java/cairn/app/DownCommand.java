package cairn.app;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.ovn.DataPlane;
import cairn.sql.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn down}: stops the control plane; guests run on unless told otherwise. */
@Command(name = "down", description = "Stop the control plane; guests keep running.")
final class DownCommand implements Callable<Integer> {
  private static final Duration STOP_MAX = Duration.ofSeconds(60);

  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Option(
      names = "--guests",
      description =
          "Stop the guests too, and remove every namespace, bridge, tap and process of the cloud.")
  private boolean guests;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = data.folder();
    var progress = new Progress(spec.commandLine().getOut(), Time.system());
    var running = RunningCloud.on(folder);
    running.ifPresent(cloud -> progress.run("control plane stopped", () -> stop(cloud)));
    if (Files.exists(folder.postgres())) {
      // It outlives a control plane that was killed.
      progress.run(
          "PostgreSQL stopped", () -> EmbeddedPostgres.stop(folder.postgres(), Time.system()));
    }
    Files.deleteIfExists(folder.pidFile());
    if (guests) {
      progress.run("guests and data plane removed", () -> remove(folder));
    }
    progress.line(running.isPresent() || guests ? "down" : "nothing was up");
    return 0;
  }

  private static void stop(RunningCloud cloud) throws InterruptedException {
    var process = ProcessHandle.of(cloud.pid());
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.get().destroyForcibly();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(DataFolder folder) {
    if (!Files.exists(folder.network())) {
      return;
    }
    var config = Machine.dataPlane(folder, Settings.of(folder), java.util.Optional.empty());
    var plane = new DataPlane(config, Time.system());
    try (var http = HttpClient.newHttpClient()) {
      // Ending guests fetches no image: no server is asked.
      var nowhere = URI.create("http://127.0.0.1");
      Machine.hypervisor(folder, plane.namespace(), http, nowhere, "", Time.system()).endAll();
    }
    plane.remove();
    var left = plane.leftovers();
    if (!left.isEmpty()) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "Some parts are still there: " + String.join(", ", left));
    }
  }
}
