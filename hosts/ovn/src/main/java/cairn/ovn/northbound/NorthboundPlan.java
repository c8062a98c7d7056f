package cairn.ovn.northbound;

import cairn.protocol.network.Topology;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The northbound rows of a topology. */
public final class NorthboundPlan {
  private final Map<Table, Map<UUID, WantedRow>> tables;

  private NorthboundPlan(Map<Table, Map<UUID, WantedRow>> tables) {
    this.tables = tables;
  }

  /**
   * Plans the rows.
   *
   * @param gatewayChassis the chassis that may hold routers' gateways, the preferred one first
   */
  public static NorthboundPlan of(Topology topology, List<String> gatewayChassis) {
    var rows = new Rows();
    SecurityGroupRows.add(rows, topology.securityGroups());
    for (var network : topology.networks()) {
      SwitchRows.add(rows, network);
    }
    var routers = new RouterRows(rows, topology.networks(), gatewayChassis);
    topology.routers().forEach(routers::add);
    return new NorthboundPlan(rows.tables());
  }

  Map<UUID, WantedRow> table(Table table) {
    return tables.getOrDefault(table, Map.of());
  }
}
