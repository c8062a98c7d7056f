package cairn.gpu.trace;

import cairn.packing.Task;
import java.util.Optional;

/**
 * A task of a trace.
 *
 * @param stay when it came and went, if the trace tells
 */
public record Pod(String name, Task task, Optional<Stay> stay) {
  /**
   * Seconds since the trace began.
   *
   * @param created when it was asked for
   * @param deleted when it went
   */
  public record Stay(long created, long deleted) {}
}
