package cairn.network.network;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a network. */
public record NetworkId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<NetworkId> parse(String text) {
    return Id.parse(text).map(NetworkId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
