package cairn.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a program where floating IPs are reachable: in the data plane's network namespace. */
final class NamespaceProcess {
  private NamespaceProcess() {}

  /** Runs it with this process's terminal and gives its exit code. */
  static int run(String namespace, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(inside(namespace, command)).inheritIO();
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  /** The command line that runs it there; the command itself where there is no namespace. */
  static List<String> inside(String namespace, List<String> command) {
    if (namespace.isEmpty()) {
      return command;
    }
    var whole = new ArrayList<String>();
    whole.addAll(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
    whole.addAll(command);
    return whole;
  }
}
