package cairn.app;

import cairn.gpu.replay.MovingReplay;
import cairn.gpu.replay.Seeds;
import cairn.gpu.replay.Workload;
import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.OpenB;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn gpu moves}: what moving a few running tasks is worth. */
@Command(
    name = "moves",
    mixinStandardHelpOptions = true,
    description = "Fill a fleet under Rehearsal, and move a few of the running tasks meanwhile.")
final class GpuMovesCommand implements Callable<Integer> {
  private static final int TARGET = 130;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "One of the 17 of the trace (default: default).")
  private String workload = "default";

  @Option(
      names = "--seeds",
      paramLabel = "SEEDS",
      description = "Those of the published orders, 42 to 51 (default: 42-51).")
  private String seeds = "42-51";

  @Option(
      names = "--limit",
      paramLabel = "PERCENT",
      description =
          "Of the running tasks, how many may be moved within 1,000 arrivals (default: 1).")
  private double limit = 1;

  @Override
  public Integer call() {
    if (!(limit >= 0 && limit <= 100)) {
      throw new BadInput("--limit: it has to be 0 to 100 percent");
    }
    var trace = OpenB.read();
    if (!trace.workloads().contains(workload)) {
      throw new BadInput(
          "--workload: there is no '%s'; there are: %s"
              .formatted(workload, String.join(", ", trace.workloads())));
    }
    var wanted = Seeds.parse(seeds);
    var of = new Workload(workload, trace.nodes(), trace.pods(workload));
    var out = spec.commandLine().getOut();
    out.printf(
        "%-12s %5s %10s %10s %7s %8s%n",
        "workload", "seed", "at 100 %", "at " + TARGET + " %", "moves", "running");
    for (var order : trace.orders(workload)) {
      if (wanted.contains(order.seed())) {
        var result = new MovingReplay(of, order, TARGET, limit).run();
        out.printf(
            "%-12s %5d %8.2f %% %8.2f %% %7d %8d%n",
            workload,
            order.seed(),
            result.allocation().at(100),
            result.allocation().at(TARGET),
            result.moves(),
            result.running());
        out.flush();
      }
    }
    return 0;
  }
}
