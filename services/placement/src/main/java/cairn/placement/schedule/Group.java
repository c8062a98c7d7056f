package cairn.placement.schedule;

import java.util.Map;
import java.util.UUID;

/**
 * The server group that a server belongs to.
 *
 * @param serversByHost how many of its members are on which host
 * @param maxPerHost with anti-affinity, how many may share a host; 1 unless the group says more
 */
public record Group(Kind kind, Map<UUID, Integer> serversByHost, int maxPerHost) {
  /** The group's policy; the soft ones are wishes. */
  public enum Kind {
    AFFINITY,
    ANTI_AFFINITY,
    SOFT_AFFINITY,
    SOFT_ANTI_AFFINITY
  }

  /** A server in no group. */
  static final Group NONE = new Group(Kind.SOFT_AFFINITY, Map.of(), 1);
}
