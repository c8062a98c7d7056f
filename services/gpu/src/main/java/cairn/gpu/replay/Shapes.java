package cairn.gpu.replay;

import cairn.packing.Task;

/** Tasks in words. */
public final class Shapes {
  private Shapes() {}

  /** As {@code 2 GPUs of A100, 16 CPUs, 64 GiB}. */
  public static String text(Task task) {
    var gpus =
        switch (task.gpus()) {
          case 0 -> "no GPU";
          case 1 -> task.isShare() ? "%d/1000 GPU".formatted(task.gpuMilli()) : "1 GPU";
          default -> task.gpus() + " GPUs";
        };
    var models = task.models().isEmpty() ? "" : " of " + String.join("|", task.models());
    return "%s%s, %s CPUs, %s GiB"
        .formatted(
            gpus, models, number(task.cpuMilli() / 1000.0), number(task.memoryMib() / 1024.0));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(Math.rint(value * 10) / 10);
  }
}
