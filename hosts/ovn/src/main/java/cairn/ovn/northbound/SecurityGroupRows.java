package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.protocol.network.Topology.SecurityGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Security groups: a port group each with an allowing access list for each rule, and one group of
 * all secured ports, in which what no rule allows is dropped. Neighbour discovery and router
 * advertisements pass by OVN's own flows; DHCP is let through here, since a group may have no rule
 * for what leaves.
 */
final class SecurityGroupRows {
  /** The group of all secured ports. */
  static final String DROP = "pg_cairn_drop";

  private static final long ALLOW_PRIORITY = 1002;
  private static final long DROP_PRIORITY = 1001;

  private SecurityGroupRows() {}

  static void add(Rows rows, List<SecurityGroup> groups) {
    var secured = addGroup(rows, DROP, Map.of(Table.MARK, "drop"));
    addAcl(rows, secured, "drop/in", "drop", DROP_PRIORITY, true, "outport == @" + DROP + " && ip");
    addAcl(
        rows, secured, "drop/out", "drop", DROP_PRIORITY, false, "inport == @" + DROP + " && ip");
    addAcl(
        rows,
        secured,
        "drop/dhcp",
        "allow",
        ALLOW_PRIORITY,
        false,
        "inport == @"
            + DROP
            + " && ((ip4 && udp.src == 68 && udp.dst == 67)"
            + " || (ip6 && udp.src == 546 && udp.dst == 547))");
    var known = new HashSet<UUID>();
    groups.forEach(group -> known.add(group.id()));
    for (var group : groups) {
      var labels = Map.of(Table.MARK, group.id().toString(), "cairn:name", group.name());
      var row = addGroup(rows, AclMatch.groupName(group.id()), labels);
      for (var rule : group.rules()) {
        if (rule.remoteGroup().isEmpty() || known.contains(rule.remoteGroup().get())) {
          var key = group.id() + "/" + rule.id();
          AclMatch.of(group.id(), rule)
              .ifPresent(match ->
                  addAcl(rows, row, key, "allow-related", ALLOW_PRIORITY, rule.ingress(), match));
        }
      }
    }
  }

  /** Puts a secured port into its groups. */
  static void joinPort(Rows rows, UUID port, List<UUID> groups) {
    rows.join(Table.PORT_GROUP, Rows.id(Table.PORT_GROUP, DROP), "ports", port);
    for (var group : groups) {
      var row = Rows.id(Table.PORT_GROUP, AclMatch.groupName(group));
      rows.join(Table.PORT_GROUP, row, "ports", port);
    }
  }

  private static UUID addGroup(Rows rows, String name, Map<String, String> labels) {
    return rows.add(Table.PORT_GROUP, name, labels, Map.of("name", Datum.of(name)));
  }

  private static void addAcl(
      Rows rows,
      UUID group,
      String key,
      String action,
      long priority,
      boolean ingress,
      String match) {
    var id =
        rows.add(
            Table.ACL,
            key,
            Map.of(Table.MARK, key.substring(key.indexOf('/') + 1)),
            Map.of(
                "direction", Datum.of(ingress ? "to-lport" : "from-lport"),
                "priority", Datum.of(priority),
                "match", Datum.of(match),
                "action", Datum.of(action)));
    rows.join(Table.PORT_GROUP, group, "acls", id);
  }
}
