package cairn.network.topology;

import cairn.protocol.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads the lists that stand in rows as JSON. */
final class TopologyTrees {
  private TopologyTrees() {}

  static List<Topology.Route> routes(JsonNode tree) {
    return each(tree, item -> new Topology.Route(text(item, "destination"), text(item, "nexthop")));
  }

  static List<Topology.AddressPair> pairs(JsonNode tree) {
    return each(
        tree,
        item -> new Topology.AddressPair(text(item, "mac_address"), text(item, "ip_address")));
  }

  static List<Topology.DhcpOption> options(JsonNode tree) {
    return each(
        tree,
        item ->
            new Topology.DhcpOption(
                text(item, "opt_name"),
                text(item, "opt_value"),
                item.get("ip_version").intValue()));
  }

  private static String text(JsonNode item, String name) {
    return item.get(name).stringValue();
  }

  private static <T> List<T> each(JsonNode tree, Function<JsonNode, T> mapper) {
    var items = new ArrayList<T>();
    tree.forEach(item -> items.add(mapper.apply(item)));
    return List.copyOf(items);
  }
}
