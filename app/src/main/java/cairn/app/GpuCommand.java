package cairn.app;

import cairn.gpu.replay.Question;
import cairn.gpu.replay.Replays;
import cairn.gpu.replay.Summary;
import cairn.gpu.report.Figures;
import cairn.gpu.report.ReplayPage;
import cairn.gpu.report.WhatIfText;
import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.InputFiles;
import cairn.gpu.trace.NodeFile;
import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.PodFile;
import cairn.gpu.whatif.WhatIf;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn gpu}: how well GPUs are packed. Needs no running cloud. */
@Command(
    name = "gpu",
    mixinStandardHelpOptions = true,
    description = "Replay GPU traces, and ask what would free stranded GPUs.",
    subcommands = {
      GpuCommand.ReplayCommand.class,
      GpuMovesCommand.class,
      GpuSteadyCommand.class,
      GpuCommand.WhatIfCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class GpuCommand {
  /** One replay. */
  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description =
          "Fill a fleet by a trace of tasks, and compare policies with what is published.")
  static final class ReplayCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %-10s %5s %9s %9s %9s %9s %6s  %s%n";

    @Spec private CommandSpec spec;

    @Option(
        names = "--workload",
        paramLabel = "NAME",
        description = "One of the 17 of the trace, or all (default: default).")
    private String workload = "default";

    @Option(
        names = "--policy",
        paramLabel = "NAME",
        description =
            "Random, DotProd, Clustering, Packing, BestFit, FGD, Rehearsal or all (default:"
                + " all).")
    private String policy = "all";

    @Option(
        names = "--seeds",
        paramLabel = "SEEDS",
        description = "As 42-51 or 42,44 (default: 42-51, or all that are in --order).")
    private Optional<String> seeds = Optional.empty();

    @Option(
        names = "--order",
        paramLabel = "FILE",
        description = "Orders of arrival, instead of the published ones.")
    private Optional<Path> order = Optional.empty();

    @Option(names = "--nodes", paramLabel = "FILE", description = "A fleet, in the trace's form.")
    private Optional<Path> nodes = Optional.empty();

    @Option(names = "--pods", paramLabel = "FILE", description = "Tasks, in the trace's form.")
    private Optional<Path> pods = Optional.empty();

    @Option(
        names = "--target",
        paramLabel = "PERCENT",
        description = "Load at which arrivals end, of all GPUs (default: 130).")
    private int target = 130;

    @Option(
        names = "--keep-impossible",
        description = "Let tasks that can never fit arrive and fail; else they are an error.")
    private boolean keepImpossible;

    @Option(
        names = "--page",
        paramLabel = "FILE",
        description =
            "Where the page with the plots goes (default: gpu-replay.html); ending in .md, plots"
                + " are files beside it.")
    private Path page = Path.of("gpu-replay.html");

    @Override
    public Integer call() throws IOException {
      var question =
          new Question(workload, policy, seeds, order, nodes, pods, target, keepImpossible);
      var out = spec.commandLine().getOut();
      var replays = new Replays(OpenB.read(), question);
      var summaries = replays.run(new Rows(out));
      write(summaries);
      out.println();
      summaries.stream()
          .mapToInt(summary -> summary.runs().getFirst().impossible())
          .filter(count -> count > 0)
          .findFirst()
          .ifPresent(count -> out.printf("%d tasks that arrived could never have fitted%n", count));
      out.println("page: " + page.toAbsolutePath().normalize());
      out.flush();
      return 0;
    }

    private void write(List<Summary> summaries) {
      var command =
          "./cairn " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
      var document = new ReplayPage(command, summaries, target);
      try {
        var folder = page.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        if (page.toString().endsWith(".md")) {
          Files.writeString(page, document.markdown());
          for (var plot : document.plots().entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
          }
        } else {
          Files.writeString(page, document.html());
        }
      } catch (IOException e) {
        throw new BadInput("--page: %s cannot be written".formatted(page));
      }
    }

    /** Prints each policy when its seeds are done, and on a terminal each seed. */
    private final class Rows implements Replays.Listener {
      private final PrintWriter out;
      private final boolean terminal =
          Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);

      private boolean begun;

      Rows(PrintWriter out) {
        this.out = out;
      }

      private void head() {
        begun = true;
        out.printf(
            ROW,
            "workload",
            "policy",
            "seeds",
            "at 100 %",
            "published",
            "at " + target + " %",
            "published",
            "dev.",
            "runs equal to the published in every column");
      }

      @Override
      public void ran(String name, String of, int done, int all) {
        if (terminal) {
          var err = spec.commandLine().getErr();
          err.printf("\r%s %s %d/%d \r", name, of, done, all);
          err.flush();
        }
      }

      @Override
      public void summed(Summary summary) {
        if (!begun) {
          head();
        }
        out.printf(
            ROW,
            summary.workload(),
            summary.policy(),
            summary.runs().size(),
            Figures.allocation(summary, 100),
            Figures.published(summary, 100),
            Figures.allocation(summary, target),
            Figures.published(summary, target),
            Figures.deviation(summary, target),
            Figures.equalRuns(summary));
        out.flush();
      }
    }
  }

  /** One look at a fleet and its queue. */
  @Command(
      name = "what-if",
      mixinStandardHelpOptions = true,
      description = "Tell which GPUs of a fleet are stranded, and what would free them.")
  static final class WhatIfCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--nodes",
        paramLabel = "FILE",
        required = true,
        description = "The fleet: sn,cpu_milli,memory_mib,gpu,model.")
    private Path nodes = Path.of("");

    @Option(
        names = "--pods",
        paramLabel = "FILE",
        required = true,
        description =
            "Its tasks: name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,node,gpu_index; those"
                + " without a node are the queue.")
    private Path pods = Path.of("");

    @Option(
        names = "--moves",
        paramLabel = "N",
        description = "How many tasks may be moved (default: 1 %% of those that run).")
    private Optional<Integer> moves = Optional.empty();

    @Override
    public Integer call() {
      if (moves.isPresent() && moves.get() < 0) {
        throw new BadInput("--moves: it has to be 0 or more");
      }
      var fleet = NodeFile.read(nodes.toString(), InputFiles.text(nodes));
      var tasks = PodFile.read(pods.toString(), InputFiles.text(pods));
      var out = spec.commandLine().getOut();
      out.print(WhatIfText.of(WhatIf.ask(pods.toString(), fleet, tasks, moves)));
      out.flush();
      return 0;
    }
  }
}
