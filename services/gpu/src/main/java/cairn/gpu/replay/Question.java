package cairn.gpu.replay;

import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.InputFiles;
import cairn.gpu.trace.NodeFile;
import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.Order;
import cairn.gpu.trace.OrderFile;
import cairn.gpu.trace.Pod;
import cairn.gpu.trace.PodFile;
import cairn.packing.Node;
import cairn.packing.policy.Policies;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to replay.
 *
 * @param workload one of the trace's, or {@code all}
 * @param policy a policy's name, or {@code all}
 * @param seeds of the orders; those that the order file has not are left out, others are drawn
 * @param orders a file of orders instead of the published ones
 * @param nodes a fleet instead of the trace's
 * @param pods tasks instead of the trace's
 * @param target at what percent of the fleet's GPU arrivals end
 * @param keepImpossible let tasks that can never fit arrive and fail instead of refusing the file
 */
public record Question(
    String workload,
    String policy,
    Optional<String> seeds,
    Optional<Path> orders,
    Optional<Path> nodes,
    Optional<Path> pods,
    int target,
    boolean keepImpossible) {
  private static final int TARGET_MAX = 1000;
  private static final String SEEDS = "42-51";
  private static final String ALL = "all";

  /** Refuses what contradicts itself. */
  public Question {
    if (target < 1 || target > TARGET_MAX) {
      throw new BadInput("--target: it has to be 1 to %d percent".formatted(TARGET_MAX));
    }
    if (!policy.equals(ALL) && Policies.find(policy).isEmpty()) {
      throw new BadInput(
          "--policy: there is no '%s'; there are: %s, all"
              .formatted(policy, String.join(", ", Policies.names())));
    }
    if (orders.isPresent() && workload.equals(ALL) && pods.isEmpty()) {
      throw new BadInput("--order: an order is one workload's; say which by --workload");
    }
  }

  /** The policies' names. */
  public List<String> policies() {
    return policy.equals(ALL)
        ? Policies.names()
        : Policies.names().stream().filter(policy::equalsIgnoreCase).toList();
  }

  /** The workloads, from the trace or from files. */
  public List<Workload> workloads(OpenB trace) {
    var fleet = nodes.map(Question::nodes).orElse(trace.nodes());
    if (pods.isPresent()) {
      var name = pods.get().getFileName().toString().replaceFirst("\\.csv$", "");
      return List.of(checked(pods.get().toString(), name, fleet, pods(pods.get())));
    }
    if (!workload.equals(ALL) && !trace.workloads().contains(workload)) {
      throw new BadInput(
          "--workload: there is no '%s'; there are: %s, all"
              .formatted(workload, String.join(", ", trace.workloads())));
    }
    return trace.workloads().stream()
        .filter(name -> workload.equals(ALL) || name.equals(workload))
        .map(name -> checked(name, name, fleet, trace.pods(name)))
        .toList();
  }

  private static List<Node> nodes(Path file) {
    var nodes = NodeFile.read(file.toString(), InputFiles.text(file));
    if (nodes.stream().noneMatch(node -> node.gpus() > 0)) {
      throw new BadInput("%s: no node has a GPU".formatted(file));
    }
    return nodes;
  }

  private static List<Pod> pods(Path file) {
    var pods = PodFile.read(file.toString(), InputFiles.text(file));
    if (pods.stream().noneMatch(pod -> pod.task().gpus() > 0)) {
      throw new BadInput("%s: no task asks for a GPU, so load has no measure".formatted(file));
    }
    return pods;
  }

  private Workload checked(String source, String name, List<Node> fleet, List<Pod> tasks) {
    var checked = new Workload(name, fleet, tasks);
    // The published workloads keep theirs: gpuspec33 has a task that no node can ever take.
    if (!keepImpossible && !isPublished()) {
      Impossible.refuse(source, checked);
    }
    return checked;
  }

  /** The orders of one of these workloads, up to the target. */
  public List<Order> orders(OpenB trace, Workload of) {
    var arrivals = new Arrivals(of, target);
    if (orders.isPresent()) {
      var file = orders.get();
      var found =
          OrderFile.read(
              file.toString(), InputFiles.bytes(file), of.pods().size(), of.nodes().size());
      var wanted = seeds.map(Seeds::parse);
      var chosen =
          found.stream()
              .filter(order -> wanted.isEmpty() || wanted.get().contains(order.seed()))
              .toList();
      if (chosen.isEmpty()) {
        throw new BadInput("%s: it has no order of the seeds asked for".formatted(file));
      }
      return chosen.stream().map(arrivals::fit).toList();
    }
    var known = isPublished() ? trace.orders(of.name()) : List.<Order>of();
    return Seeds.parse(seeds.orElse(SEEDS)).stream()
        .map(seed ->
            known.stream()
                .filter(order -> order.seed() == seed)
                .findFirst()
                .map(arrivals::fit)
                .orElseGet(() -> arrivals.draw(seed)))
        .toList();
  }

  /** Are nodes and tasks those of the published runs? */
  boolean isPublished() {
    return nodes.isEmpty() && pods.isEmpty();
  }
}
