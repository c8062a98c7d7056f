package cairn.compute.server;

import java.util.Arrays;
import java.util.Optional;

/** What is being done to a server now. */
public enum Task {
  SPAWNING("spawning"),
  POWERING_OFF("powering-off"),
  POWERING_ON("powering-on"),
  REBOOTING("rebooting"),
  REBOOTING_HARD("rebooting_hard"),
  DELETING("deleting");

  private final String wire;

  Task(String wire) {
    this.wire = wire;
  }

  /** The word for it in {@code OS-EXT-STS:task_state}. */
  public String wire() {
    return wire;
  }

  static Optional<Task> ofWire(String word) {
    return Arrays.stream(values()).filter(task -> task.wire.equals(word)).findFirst();
  }
}
