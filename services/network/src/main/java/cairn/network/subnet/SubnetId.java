package cairn.network.subnet;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a subnet. */
public record SubnetId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<SubnetId> parse(String text) {
    return Id.parse(text).map(SubnetId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
