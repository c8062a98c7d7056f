package cairn.compute.server;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a server is said to be doing; each status knows those that may follow. */
public enum ServerStatus {
  BUILD("building"),
  ACTIVE("active"),
  REBOOT("active"),
  HARD_REBOOT("active"),
  SHUTOFF("stopped"),
  PAUSED("paused"),
  ERROR("error"),
  DELETED("deleted");

  private final String vmState;

  ServerStatus(String vmState) {
    this.vmState = vmState;
  }

  /** The word for it in {@code OS-EXT-STS:vm_state}. */
  public String vmState() {
    return vmState;
  }

  /** Those that may follow. */
  Set<ServerStatus> next() {
    return switch (this) {
      case BUILD -> Set.of(ACTIVE, SHUTOFF, PAUSED, ERROR, DELETED);
      case ACTIVE, PAUSED -> Set.of(ACTIVE, PAUSED, REBOOT, HARD_REBOOT, SHUTOFF, ERROR, DELETED);
      case REBOOT, HARD_REBOOT -> Set.of(HARD_REBOOT, ACTIVE, PAUSED, SHUTOFF, ERROR, DELETED);
      case SHUTOFF -> Set.of(ACTIVE, PAUSED, HARD_REBOOT, ERROR, DELETED);
      case ERROR -> Set.of(ACTIVE, PAUSED, HARD_REBOOT, SHUTOFF, DELETED);
      case DELETED -> Set.of();
    };
  }

  /** This, or the other if that may follow. */
  ServerStatus to(ServerStatus other) {
    if (this != other && !next().contains(other)) {
      throw new IllegalStateException(this + " cannot become " + other);
    }
    return other;
  }

  /** The statuses whose {@code vm_state} is that word. */
  static List<ServerStatus> ofVmState(String word) {
    return Arrays.stream(values()).filter(status -> status.vmState.equals(word)).toList();
  }
}
