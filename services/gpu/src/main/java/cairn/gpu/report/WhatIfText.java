package cairn.gpu.report;

import cairn.gpu.replay.Shapes;
import cairn.gpu.whatif.Answer;
import cairn.gpu.whatif.Freed;
import cairn.packing.Task;
import java.util.HashMap;
import java.util.Map;

/** The answer of a what-if for a terminal. */
public final class WhatIfText {
  private static final int SHAPES_MAX = 10;
  private final Answer answer;
  private final StringBuilder text = new StringBuilder();

  private WhatIfText(Answer answer) {
    this.answer = answer;
  }

  /** The whole answer. */
  public static String of(Answer answer) {
    var page = new WhatIfText(answer);
    page.now();
    page.models();
    page.shapes();
    page.changes();
    return page.text.toString();
  }

  private void now() {
    line(
        "%d nodes, %s GPUs; %d tasks run"
            .formatted(answer.nodes(), gpus(answer.gpus()), answer.running()));
    line("of the queue start now: %s".formatted(freed(answer.now())));
    line(
        "go on waiting: %d tasks for %s GPUs"
            .formatted(answer.waiting(), gpus(answer.waitingGpus())));
    var never = new HashMap<Task, Integer>();
    answer.impossible().forEach(task -> never.merge(task, 1, Integer::sum));
    for (Map.Entry<Task, Integer> entry : never.entrySet()) {
      line("can never fit: %d x %s".formatted(entry.getValue(), Shapes.text(entry.getKey())));
    }
  }

  private void models() {
    line("");
    line("%-12s %10s %10s %10s".formatted("model", "GPUs", "idle", "stranded"));
    var idle = 0.0;
    var stranded = 0.0;
    for (var model : answer.models()) {
      row(model.name(), model.gpus(), model.idle(), model.stranded());
      idle += model.idle();
      stranded += model.stranded();
    }
    row("all", answer.gpus(), idle, stranded);
  }

  private void row(String name, double gpus, double idle, double stranded) {
    line("%-12s %10s %10s %10s".formatted(name, gpus(gpus), gpus(idle), gpus(stranded)));
  }

  private void shapes() {
    if (answer.shapes().isEmpty()) {
      return;
    }
    line("");
    line("waiting, most GPUs first:");
    for (var waiting : answer.shapes().stream().limit(SHAPES_MAX).toList()) {
      line("  %d x %s".formatted(waiting.count(), Shapes.text(waiting.task())));
      line(
          "      idle, but too little CPU or memory beside: %s GPUs; in pieces too small: %s GPUs"
              .formatted(gpus(waiting.lackOther()), gpus(waiting.pieces())));
      line("      %s".formatted(waiting.why()));
    }
    if (answer.shapes().size() > SHAPES_MAX) {
      line("  and %d more shapes".formatted(answer.shapes().size() - SHAPES_MAX));
    }
  }

  private void changes() {
    line("");
    line("what would start if");
    for (var addition : answer.additions()) {
      var node = addition.node();
      line(
          "  one node were added (%d x %s, %d CPUs, %d GiB): %s"
              .formatted(
                  node.gpus(),
                  node.model(),
                  node.cpuMilli() / 1000,
                  node.memoryMib() / 1024,
                  freed(addition.freed())));
    }
    line("  tasks for one GPU were content with half of it (MIG): " + freed(answer.split()));
    line("  ... and with half the CPU and memory: " + freed(answer.halved()));
    line("  CPU and memory were no limit: " + freed(answer.unbound()));
    line(
        "  running tasks were moved (%d of them): %s"
            .formatted(answer.moves(), freed(answer.moved())));
  }

  private static String freed(Freed freed) {
    return "%d %s on %s %s"
        .formatted(
            freed.tasks(),
            freed.tasks() == 1 ? "task" : "tasks",
            gpus(freed.gpus()),
            freed.gpus() == 1 ? "GPU" : "GPUs");
  }

  private static String gpus(double number) {
    return number == Math.rint(number) ? Svg.number(number, 0) : Svg.number(number, 1);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
