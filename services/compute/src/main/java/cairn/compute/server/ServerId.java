package cairn.compute.server;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a server. */
public record ServerId(UUID value) implements Id {
  /** Reads one; other text names nothing. */
  public static Optional<ServerId> parse(String text) {
    return Id.parse(text).map(ServerId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
