package cairn.network.router;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a router. */
public record RouterId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<RouterId> parse(String text) {
    return Id.parse(text).map(RouterId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
