package cairn.compute.wiring;

import cairn.protocol.GuestSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A server's port as people see it.
 *
 * @param mac in lower case with colons
 * @param mtu in bytes
 * @param status ACTIVE, DOWN or BUILD
 * @param metadata where the network's metadata service is plugged in
 */
public record WiredPort(
    UUID id,
    UUID network,
    String networkName,
    String mac,
    int mtu,
    List<Address> addresses,
    List<Floating> floatingIps,
    List<Group> securityGroups,
    String status,
    Optional<GuestSpec.MetadataPort> metadata) {

  /** A fixed address and its subnet. */
  public record Address(UUID subnet, String address) {
    /** 4 or 6. */
    public int version() {
      return address.contains(":") ? 6 : 4;
    }
  }

  /** A security group that the port is in. */
  public record Group(UUID id, String name) {}

  /** A floating address and the fixed one that it stands for. */
  public record Floating(String address, String fixedIp) {}
}
