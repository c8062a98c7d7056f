package cairn.ovn;

import cairn.common.Time;
import java.util.UUID;

/** A namespace with one interface that is plugged in as a guest's port. */
final class PretendGuest implements AutoCloseable {
  private final DataPlane dataPlane;
  private final SwitchPorts ports;
  private final Namespace namespace;
  private final String link;

  PretendGuest(DataPlane dataPlane, SwitchPorts ports, String name, UUID port, String mac) {
    this.dataPlane = dataPlane;
    this.ports = ports;
    namespace = new Namespace(dataPlane.namespace() + "-" + name);
    link = "v-" + name;
    namespace.ensure();
    dataPlane
        .dataNamespace()
        .commands()
        .run(
            "sh",
            "-ec",
            """
            link=$0
            ip link add "$link" type veth peer name eth0 netns "$1"
            ethtool -K "$link" tx off >/dev/null
            ip link set "$link" up
            """
                + Links.SILENCE,
            link,
            namespace.name());
    sh("ip link set eth0 address " + mac + " mtu 1442 up");
    sh("ethtool -K eth0 tx off >/dev/null");
    ports.ensure(link, port, mac, true);
  }

  /** Asks for an address as busybox does in guests, and gives what was answered. */
  String dhcp() {
    var script =
        """
        #!/bin/sh
        [ "$1" = bound ] || exit 0
        set
        ip addr replace "$ip/$mask" dev "$interface"
        set -- $staticroutes
        while [ $# -gt 1 ]; do
          if [ "$2" = 0.0.0.0 ]; then ip route replace "$1" dev "$interface"; else ip route replace "$1" via "$2"; fi
          shift 2
        done
        [ -n "$staticroutes" ] || ip route replace default via "$router"
        """;
    var file = "/tmp/" + namespace.name() + ".dhcp";
    sh("cat >" + file + " <<'END'\n" + script + "END\nchmod +x " + file);
    return sh(
        "busybox udhcpc -i eth0 -n -q -t 10 -T 1 -O staticroutes -O mtu -s "
            + file
            + " 2>&1; rm "
            + file);
  }

  String sh(String script) {
    return namespace.commands().run("sh", "-c", script);
  }

  boolean succeeds(String script) {
    return namespace.commands().attempt("sh", "-c", script).succeeded();
  }

  boolean pings(String address) {
    return succeeds("ping -c 1 -W 1 " + address);
  }

  /** Whether a command succeeds within some seconds: flows take a moment to be installed. */
  boolean soon(String script) {
    return succeeds("for i in $(seq 30); do " + script + " && exit 0; sleep 0.3; done; exit 1");
  }

  /** Starts a server that says a text and goes on; it ends with the namespace. */
  void serve(int port, String text) {
    serveOutput(port, "echo " + text);
  }

  /** The same with 20 MB of zeros. */
  void serveZeros(int port) {
    serveOutput(port, "head -c 20000000 /dev/zero");
  }

  private void serveOutput(int port, String command) {
    sh("setsid ncat -l -k %d -c '%s' </dev/null >/dev/null 2>&1 &".formatted(port, command));
  }

  @Override
  public void close() {
    ports.remove(link);
    dataPlane.dataNamespace().commands().attempt("ip", "link", "del", link);
    new Processes(Time.system())
        .end(
            Processes.matching(
                pid -> Processes.networkNamespace(pid).equals(namespace.identity())));
    namespace.remove();
  }
}
