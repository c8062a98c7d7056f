package cairn.network.port;

import cairn.network.address.IpAddress;
import cairn.network.subnet.SubnetId;
import java.util.Optional;

/** What address a port shall have: any of a subnet, a certain one, or both. */
public record FixedIpWish(Optional<SubnetId> subnet, Optional<IpAddress> address) {
  /** Any address of that subnet. */
  public static FixedIpWish of(SubnetId subnet) {
    return new FixedIpWish(Optional.of(subnet), Optional.empty());
  }

  /** That address, of the subnet that has it. */
  public static FixedIpWish of(IpAddress address) {
    return new FixedIpWish(Optional.empty(), Optional.of(address));
  }
}
