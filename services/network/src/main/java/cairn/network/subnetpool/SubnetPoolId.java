package cairn.network.subnetpool;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a subnet pool. */
public record SubnetPoolId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<SubnetPoolId> parse(String text) {
    return Id.parse(text).map(SubnetPoolId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
