package cairn.packing;

/**
 * A task as one {@link Fleet} sees it: equal tasks are one shape, and its models are a mask. Made
 * by {@link Fleet#shape}. Immutable.
 */
public final class Shape {
  private final Task task;
  private final int kind;
  private final long models;

  Shape(Task task, int kind, long models) {
    this.task = task;
    this.kind = kind;
    this.models = models;
  }

  /** What it was made of. */
  public Task task() {
    return task;
  }

  /** Shapes that differ in nothing but memory are of one kind: no policy looks at memory. */
  public int kind() {
    return kind;
  }

  /** The models that it accepts, as a mask of the fleet's {@link Models}. */
  public long models() {
    return models;
  }

  public int cpuMilli() {
    return task.cpuMilli();
  }

  public int memoryMib() {
    return task.memoryMib();
  }

  public int gpus() {
    return task.gpus();
  }

  public int gpuMilli() {
    return task.gpuMilli();
  }

  public boolean isShare() {
    return task.isShare();
  }
}
