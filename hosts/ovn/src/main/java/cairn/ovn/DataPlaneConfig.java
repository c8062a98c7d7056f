package cairn.ovn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one machine's data plane is laid out.
 *
 * @param folder where it keeps its databases, sockets and logs; created when missing
 * @param namespace the network namespace that all of it lives in, and the prefix of the metadata
 *     services' namespaces; letters, digits and dashes
 * @param hostName the chassis' name: what {@code Topology.Port.host} says of ports on this machine
 * @param gatewayAddresses addresses in CIDR form that the namespace itself has in the external
 *     network, so that floating IPs are reachable from there; may be empty
 * @param externalInterface the machine's interface to a real external network: it is moved into the
 *     namespace and bridged to {@code br-ex}, its own addresses are lost. {@link #HOST} means no
 *     interface and no namespace: all stays in the machine's root namespace. Empty is the default:
 *     nothing that a guest sends leaves the machine
 */
public record DataPlaneConfig(
    Path folder,
    String namespace,
    String hostName,
    List<String> gatewayAddresses,
    Optional<String> externalInterface) {
  /** The value of {@code externalInterface} for the root namespace. */
  public static final String HOST = "host";

  /** The physical network that the external bridge is mapped to. */
  public static final String PHYSICAL_NETWORK = "public";

  /** The gateway addresses of the default external network. */
  public static final List<String> DEFAULT_GATEWAY_ADDRESSES =
      List.of("172.24.4.1/24", "2001:db8::1/64");

  public DataPlaneConfig {
    folder = folder.toAbsolutePath().normalize();
    gatewayAddresses = List.copyOf(gatewayAddresses);
    if (!namespace.matches("[A-Za-z][A-Za-z0-9-]{0,30}")) {
      throw new IllegalArgumentException("not a name for a namespace: " + namespace);
    }
  }

  /** The usual layout: a namespace of its own and no way out of the machine. */
  public static DataPlaneConfig isolated(Path folder, String namespace, String hostName) {
    return new DataPlaneConfig(
        folder, namespace, hostName, DEFAULT_GATEWAY_ADDRESSES, Optional.empty());
  }

  DataPlaneConfig with(Optional<String> otherInterface) {
    return new DataPlaneConfig(folder, namespace, hostName, gatewayAddresses, otherInterface);
  }

  /** Where daemons and guests live. */
  Namespace mainNamespace() {
    return new Namespace(inRootNamespace() ? "" : namespace);
  }

  private boolean inRootNamespace() {
    return externalInterface.filter(HOST::equals).isPresent();
  }

  Optional<String> interfaceToMove() {
    return externalInterface.filter(name -> !name.equals(HOST));
  }
}
