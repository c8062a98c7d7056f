package cairn.gpu.trace;

import cairn.packing.Task;
import java.util.Optional;

/**
 * A task of a trace.
 *
 * @param stay when it came and went, if the trace tells
 * @param place where it runs, if the file tells
 */
public record Pod(String name, Task task, Optional<Stay> stay, Optional<Place> place) {
  public Pod(String name, Task task, Optional<Stay> stay) {
    this(name, task, stay, Optional.empty());
  }

  /**
   * Where a task runs.
   *
   * @param node the node's name
   * @param devices its GPUs as a mask; 0 if the file does not tell them
   */
  public record Place(String node, int devices) {}

  /**
   * Seconds since the trace began.
   *
   * @param created when it was asked for
   * @param deleted when it went
   */
  public record Stay(long created, long deleted) {}
}
