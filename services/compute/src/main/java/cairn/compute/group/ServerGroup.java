package cairn.compute.group;

import cairn.placement.schedule.Group;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A group.
 *
 * @param policy what its members shall do
 * @param perHostMax with anti-affinity, how many members may share a host
 * @param members the servers' ids
 */
record ServerGroup(
    UUID id,
    String projectId,
    String userId,
    String name,
    Group.Kind policy,
    OptionalInt perHostMax,
    List<UUID> members) {

  static Group.Kind policy(String wire) {
    return Group.Kind.valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String policyName() {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
