package cairn.network.port;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a port. */
public record PortId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<PortId> parse(String text) {
    return Id.parse(text).map(PortId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
