package cairn.network.securitygroup;

import cairn.network.wire.Standard;
import java.util.List;

/** A security group with its rules, oldest first. */
public record SecurityGroup(
    SecurityGroupId id,
    String projectId,
    String name,
    Standard standard,
    boolean isDefault,
    boolean stateful,
    List<SecurityGroupRule> rules) {
  /** The name of the group that each project has. */
  public static final String DEFAULT = "default";
}
