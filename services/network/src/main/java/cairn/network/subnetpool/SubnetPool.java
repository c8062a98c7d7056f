package cairn.network.subnetpool;

import cairn.network.address.Cidr;
import cairn.network.wire.Standard;
import java.util.List;
import java.util.Optional;

/**
 * A subnet pool.
 *
 * @param prefixes what subnets are cut from; of one IP version, none within another
 * @param defaultPrefix the length of a subnet's prefix when none is asked for
 * @param minPrefix the shortest that may be asked for
 * @param maxPrefix the longest
 * @param defaultQuota how much a project may have of it: addresses of IPv4, ranges of 64 bits of
 *     IPv6
 * @param isDefault whether it is the pool for those who name none
 */
public record SubnetPool(
    SubnetPoolId id,
    String projectId,
    String name,
    Standard standard,
    List<Cidr> prefixes,
    int defaultPrefix,
    int minPrefix,
    int maxPrefix,
    Optional<Integer> defaultQuota,
    boolean shared,
    boolean isDefault) {
  /** 4 or 6. */
  public int ipVersion() {
    return prefixes.getFirst().version();
  }
}
