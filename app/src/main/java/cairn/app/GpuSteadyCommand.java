package cairn.app;

import cairn.gpu.replay.Workload;
import cairn.gpu.steady.Steady;
import cairn.gpu.steady.SteadyRun;
import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.OpenB;
import cairn.packing.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn gpu steady}: a fleet on which tasks come and go. */
@Command(
    name = "steady",
    mixinStandardHelpOptions = true,
    description = "Let tasks come, run as long as in the trace, wait and go; compare policies.")
final class GpuSteadyCommand implements Callable<Integer> {
  private static final int LOAD_MAX = 200;
  private static final int HOURS_MAX = 24 * 366;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "One of the trace's that tell times (default: default).")
  private String workload = "default";

  @Option(names = "--policy", paramLabel = "NAME", description = "A policy, or all (default: all).")
  private String policy = "all";

  @Option(
      names = "--load",
      paramLabel = "PERCENT",
      split = ",",
      description = "GPU asked for on average, of the fleet's (default: 90,95,99).")
  private List<Integer> loads = List.of(90, 95, 99);

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "For how long it is measured, after as long to settle (default: 12).")
  private int hours = 12;

  @Option(
      names = "--longest",
      paramLabel = "HOURS",
      description = "No task stays longer than that (default: 24).")
  private int longest = 24;

  @Option(names = "--seed", paramLabel = "N", description = "Of what comes (default: 42).")
  private long seed = 42;

  @Override
  public Integer call() {
    check("--hours", hours, HOURS_MAX);
    check("--longest", longest, HOURS_MAX);
    loads.forEach(load -> check("--load", load, LOAD_MAX));
    var trace = OpenB.read();
    if (!trace.workloads().contains(workload)) {
      throw new BadInput(
          "--workload: there is no '%s'; there are: %s"
              .formatted(workload, String.join(", ", trace.workloads())));
    }
    if (!policy.equals("all") && Policies.find(policy).isEmpty()) {
      throw new BadInput(
          "--policy: there is no '%s'; there are: %s, all"
              .formatted(policy, String.join(", ", Policies.names())));
    }
    var out = spec.commandLine().getOut();
    out.printf(
        "%-12s %-10s %6s %10s %8s %10s %12s %8s%n",
        "workload", "policy", "load", "allocated", "tasks", "mean wait", "over 1 hour", "waiting");
    out.flush();
    var of = new Workload(workload, trace.nodes(), trace.pods(workload));
    for (var load : loads) {
      for (var name : policy.equals("all") ? Policies.names() : List.of(policy)) {
        print(live(of, name, load));
      }
    }
    return 0;
  }

  private static void check(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw new BadInput("%s: it has to be 1 to %d".formatted(option, most));
    }
  }

  private SteadyRun live(Workload of, String name, int load) {
    var maker = Policies.find(name).orElseThrow();
    return new Steady(of, maker, load, Duration.ofHours(hours), Duration.ofHours(longest), seed)
        .run();
  }

  private void print(SteadyRun run) {
    var out = spec.commandLine().getOut();
    out.printf(
        "%-12s %-10s %4d %% %8.2f %% %8d %8d s %10.2f %% %8d%n",
        run.workload(),
        run.policy(),
        run.load(),
        run.allocation(),
        run.tasks(),
        run.waitMean().toSeconds(),
        run.waitedOverHour(),
        run.waitingAtEnd());
    out.flush();
  }
}
