package cairn.ovn;

import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The namespaces of the networks' metadata services. Each has one interface, whose peer is plugged
 * into the integration bridge as the network's port of type localport.
 */
final class MetadataNamespaces {
  private static final String INSIDE = "md0";
  private static final String SERVICE_ADDRESS = "169.254.169.254/32";

  /** Run in the namespace of the data plane. */
  private static final String MAKE_PAIR =
      """
      link=$0
      if ! ip link show "$link" >/dev/null 2>&1; then
        ip link add "$link" type veth peer name "$1" netns "$2"
      fi
      ip link set "$link" alias "$3"
      ethtool -K "$link" tx off >/dev/null
      """
          + Links.SILENCE
          + """
          ip link set "$link" up
          """;

  /** Run in the namespace of the service: its address, its MAC, then its addresses. */
  private static final String CONFIGURE =
      """
      link=$0 mac=$1
      shift
      ip link set lo up
      ip link show "$link" | grep -qi "ether $mac" || ip link set "$link" address "$mac"
      ethtool -K "$link" tx off >/dev/null
      echo 0 >"/proc/sys/net/ipv4/conf/$link/rp_filter"
      ip link set "$link" up
      for present in $(ip -o addr show dev "$link" scope global | awk '{print $4}'); do
        case " $* " in
          *" $present "*) ;;
          *) ip addr del "$present" dev "$link" ;;
        esac
      done
      for address in "$@"; do
        ip addr replace "$address" dev "$link" nodad
      done
      ip route replace default dev "$link"
      """;

  private final DataPlane dataPlane;
  private final SwitchPorts ports;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, GuestSpec.MetadataPort> done = new HashMap<>();

  MetadataNamespaces(DataPlane dataPlane, SwitchPorts ports) {
    this.dataPlane = dataPlane;
    this.ports = ports;
  }

  Path ensure(UUID network, GuestSpec.MetadataPort port) {
    var namespace = new Namespace(dataPlane.metadataPrefix() + Links.hex(network));
    var link = Links.metadata(network);
    lock.lock();
    try {
      if (!port.equals(done.get(network)) || !namespace.exists()) {
        if (namespace.ensure()) {
          // A pair whose other end went with a former namespace is of no use.
          dataPlane.dataNamespace().commands().attempt("ip", "link", "del", link);
        }
        makePair(namespace, link);
        configure(namespace, port);
        done.put(network, port);
      }
      ports.ensure(link, port.port(), port.mac(), false);
      return namespace.file();
    } finally {
      lock.unlock();
    }
  }

  private void makePair(Namespace namespace, String link) {
    dataPlane
        .dataNamespace()
        .commands()
        .run("sh", "-ec", MAKE_PAIR, link, INSIDE, namespace.name(), dataPlane.alias());
  }

  private static void configure(Namespace namespace, GuestSpec.MetadataPort port) {
    var command = new ArrayList<>(List.of("sh", "-ec", CONFIGURE, INSIDE, port.mac()));
    command.addAll(port.addresses());
    command.add(SERVICE_ADDRESS);
    namespace.commands().run(command.toArray(String[]::new));
  }

  void retain(Set<UUID> networks) {
    var kept = networks.stream().map(Links::hex).collect(Collectors.toSet());
    var prefix = dataPlane.metadataPrefix();
    lock.lock();
    try {
      done.keySet().retainAll(networks);
      for (var name : Namespace.named(prefix)) {
        var hex = name.substring(prefix.length());
        if (hex.matches("[0-9a-f]{12}") && !kept.contains(hex)) {
          var link = "md-" + hex;
          ports.remove(link);
          dataPlane.dataNamespace().commands().attempt("ip", "link", "del", link);
          new Namespace(name).remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
