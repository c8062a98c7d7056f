package cairn.ovn;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds by listing what a data plane left on the machine, and removes it. */
final class Removal {
  private static final Pattern METADATA = Pattern.compile("[0-9a-f]{12}");

  private final DataPlaneConfig config;
  private final Namespace namespace;
  private final RunFolder folder;
  private final Processes processes;

  Removal(DataPlaneConfig config, RunFolder folder, Processes processes) {
    this.config = config;
    this.namespace = config.mainNamespace();
    this.folder = folder;
    this.processes = processes;
  }

  void run() {
    if (namespace.isRoot()) {
      removeFromRoot();
    }
    returnInterface();
    processes.end(runningProcesses());
    namespaces().forEach(name -> new Namespace(name).remove());
    folder.remove();
  }

  List<String> leftovers() {
    var found = new ArrayList<String>();
    for (var pid : runningProcesses()) {
      found.add("process %d %s".formatted(pid, Processes.commandLine(pid).orElse("")));
    }
    namespaces().forEach(name -> found.add("namespace " + name));
    if (namespace.isRoot()) {
      ownLinks().forEach(link -> found.add("interface " + link));
    }
    if (Files.exists(folder.run())) {
      found.add("folder " + folder.run());
    }
    return found;
  }

  /** The daemons: their arguments name the folder of their sockets. */
  static List<Long> processesOf(RunFolder folder) {
    var sign = "--pidfile=" + folder.run() + "/";
    return Processes.matching(
        pid -> Processes.commandLine(pid).filter(line -> line.contains(sign)).isPresent());
  }

  /** The daemons and whatever else lives in the namespaces. */
  private List<Long> runningProcesses() {
    Set<String> identities =
        namespaces().stream()
            .map(Namespace::new)
            .filter(Namespace::exists)
            .map(Namespace::identity)
            .collect(Collectors.toSet());
    var found = new ArrayList<>(processesOf(folder));
    Processes.matching(pid -> identities.contains(Processes.networkNamespace(pid))).stream()
        .filter(Predicate.not(found::contains))
        .forEach(found::add);
    return found;
  }

  private List<String> namespaces() {
    var prefix = config.namespace() + "-";
    return Namespace.named(config.namespace()).stream()
        .filter(name ->
            name.equals(namespace.name())
                || (name.startsWith(prefix)
                    && METADATA.matcher(name.substring(prefix.length())).matches()))
        .toList();
  }

  private void returnInterface() {
    if (namespace.exists()) {
      config
          .interfaceToMove()
          .ifPresent(name -> namespace.commands().attempt("ip", "link", "set", name, "netns", "1"));
    }
  }

  /** In the root namespace the switch itself has to take its bridges down. */
  private void removeFromRoot() {
    var control = folder.run().resolve("vswitchd.ctl").toString();
    var commands = namespace.commands(folder.environment());
    commands.attempt("ovs-appctl", "--timeout=10", "-t", control, "exit", "--cleanup");
    ownLinks().forEach(link -> commands.attempt("ip", "link", "del", link));
  }

  private List<String> ownLinks() {
    var listing = new Commands(List.of(), Map.of()).attempt("ip", "-o", "link");
    return listing
        .output()
        .lines()
        .filter(line -> line.contains("alias " + Links.alias(config.namespace())))
        .map(line -> line.split(": ", 3)[1].split("@", 2)[0])
        .toList();
  }
}
