package cairn.app;

import cairn.common.CloudException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts `up` or `server` as a process of its own, which outlives this one and its terminal. */
final class Detached {
  private static final long POLL_MILLIS = 100;

  private Detached() {}

  /**
   * Starts it, prints what it prints, and comes back when the cloud is ready.
   *
   * @throws CloudException UNAVAILABLE when it ends before it is ready
   */
  static RunningCloud start(String role, UpOptions options, PrintWriter out)
      throws IOException, InterruptedException {
    var data = options.folder();
    data.create();
    var printed = data.root().resolve("log").resolve("up.out");
    Files.deleteIfExists(printed);
    var process =
        new ProcessBuilder(command(role, options))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(printed.toFile())
            .redirectErrorStream(true)
            .start();
    var shown = 0L;
    while (true) {
      var alive = process.isAlive();
      var cloud = RunningCloud.on(data).filter(known -> known.pid() == process.pid());
      shown = show(printed, shown, out);
      if (cloud.isPresent()) {
        return cloud.get();
      }
      if (!alive) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "The cloud did not come up. More is in %s".formatted(data.log()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static List<String> command(String role, UpOptions options) {
    var command = new ArrayList<String>();
    // A session of its own: a hang-up or an interrupt of this terminal does not reach it.
    command.add("setsid");
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    command.addAll(List.of(Main.class.getName(), role));
    command.addAll(options.arguments());
    return command;
  }

  private static long show(Path printed, long from, PrintWriter out) throws IOException {
    if (!Files.exists(printed)) {
      return from;
    }
    var bytes = Files.readAllBytes(printed);
    out.print(
        new String(
            bytes, (int) from, bytes.length - (int) from, java.nio.charset.StandardCharsets.UTF_8));
    out.flush();
    return bytes.length;
  }
}
