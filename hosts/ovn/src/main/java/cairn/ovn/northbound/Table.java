package cairn.ovn.northbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The northbound tables that we write, in the order in which new rows are added: a row comes after
 * what it refers to, and access lists before the ports that they guard.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of's
enum Table {
  DHCP_OPTIONS("DHCP_Options", true, List.of(), "cidr", "options"),
  SWITCH("Logical_Switch", true, List.of("ports"), "name", "other_config"),
  ROUTER(
      "Logical_Router",
      true,
      List.of("ports", "static_routes", "nat"),
      "name",
      "enabled",
      "options"),
  PORT_GROUP("Port_Group", true, List.of("acls", "ports"), "name"),
  ACL("ACL", false, List.of(), "direction", "priority", "match", "action"),
  SWITCH_PORT(
      "Logical_Switch_Port",
      false,
      List.of(),
      "name",
      "type",
      "addresses",
      "port_security",
      "options",
      "enabled",
      "tag",
      "dhcpv4_options",
      "dhcpv6_options"),
  ROUTER_PORT(
      "Logical_Router_Port",
      false,
      List.of("gateway_chassis"),
      "name",
      "mac",
      "networks",
      "options",
      "ipv6_ra_configs"),
  GATEWAY_CHASSIS("Gateway_Chassis", false, List.of(), "name", "chassis_name", "priority"),
  ROUTE(
      "Logical_Router_Static_Route",
      false,
      List.of(),
      "ip_prefix",
      "nexthop",
      "output_port",
      "policy"),
  NAT("NAT", false, List.of(), "type", "external_ip", "logical_ip", "logical_port", "external_mac");

  /** Every table has it; {@link #MARK} in it says that a row is ours. */
  static final String EXTERNAL_IDS = "external_ids";

  /** Its value names what the row stands for. */
  static final String MARK = "cairn:id";

  /** Tells guests' ports from the others. */
  static final String KIND = "cairn:kind";

  private final String title;
  private final boolean root;
  private final List<String> memberColumns;
  private final List<String> columns;

  Table(String title, boolean root, List<String> memberColumns, String... columns) {
    this.title = title;
    this.root = root;
    this.memberColumns = memberColumns;
    this.columns = List.of(columns);
  }

  /** Its name in the schema. */
  String title() {
    return title;
  }

  /** Whether its rows live until they are deleted; others live while a row refers to them. */
  boolean root() {
    return root;
  }

  /** The columns that are sets of rows: what another hand put into them stays there. */
  List<String> memberColumns() {
    return memberColumns;
  }

  /** The table of the rows in such a column. */
  Table members(String column) {
    return switch (column) {
      case "ports" -> this == ROUTER ? ROUTER_PORT : SWITCH_PORT;
      case "static_routes" -> ROUTE;
      case "nat" -> NAT;
      case "gateway_chassis" -> GATEWAY_CHASSIS;
      case "acls" -> ACL;
      default -> throw new IllegalArgumentException(title + "." + column + " is no set of rows");
    };
  }

  /** The columns that we set as a whole. */
  List<String> columns() {
    return columns;
  }

  /** What has to be watched of all tables. */
  static Map<String, List<String>> watched() {
    var watched = new HashMap<String, List<String>>();
    for (var table : values()) {
      var columns = new ArrayList<>(table.columns);
      columns.addAll(table.memberColumns);
      columns.add(EXTERNAL_IDS);
      if (table == SWITCH_PORT) {
        columns.add("up");
      }
      watched.put(table.title, columns);
    }
    return watched;
  }
}
