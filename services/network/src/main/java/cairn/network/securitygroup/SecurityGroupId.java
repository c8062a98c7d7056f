package cairn.network.securitygroup;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a security group. */
public record SecurityGroupId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<SecurityGroupId> parse(String text) {
    return Id.parse(text).map(SecurityGroupId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
