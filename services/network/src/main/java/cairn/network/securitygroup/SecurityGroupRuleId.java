package cairn.network.securitygroup;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** Names a security group rule. */
public record SecurityGroupRuleId(UUID value) implements Id {
  /** Reads one; a text that is no UUID names nothing. */
  public static Optional<SecurityGroupRuleId> parse(String text) {
    return Id.parse(text).map(SecurityGroupRuleId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
