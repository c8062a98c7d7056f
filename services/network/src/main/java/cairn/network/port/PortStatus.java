package cairn.network.port;

import java.util.Set;

/** Whether a port works. Ports come DOWN into the world and change as their hosts report. */
public enum PortStatus {
  DOWN,
  BUILD,
  ACTIVE,
  ERROR;

  /** The states that may follow. */
  public Set<PortStatus> next() {
    return switch (this) {
      case DOWN -> Set.of(BUILD, ACTIVE, ERROR);
      case BUILD -> Set.of(DOWN, ACTIVE, ERROR);
      case ACTIVE -> Set.of(DOWN, ERROR);
      case ERROR -> Set.of(DOWN, BUILD, ACTIVE);
    };
  }
}
