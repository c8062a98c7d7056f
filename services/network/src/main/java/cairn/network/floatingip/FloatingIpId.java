package cairn.network.floatingip;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a floating IP. */
public record FloatingIpId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<FloatingIpId> parse(String text) {
    return Id.parse(text).map(FloatingIpId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
