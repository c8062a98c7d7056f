package cairn.simulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is still there after tenants have deleted all that they made. */
final class Leftovers {
  private static final List<String> NONE =
      List.of(
          "SELECT 'server ' || name AS found FROM server WHERE deleted_at IS NULL",
          "SELECT 'allocation of ' || consumer_id FROM allocation",
          """
          SELECT 'usage of ' || project_id
            FROM (SELECT project_id, instances, cores, memory_mib FROM compute_usage
                  UNION ALL
                  SELECT project_id, instances, cores, memory_mib FROM compute_usage_part) AS part
           GROUP BY project_id
          HAVING sum(instances) <> 0 OR sum(cores) <> 0 OR sum(memory_mib) <> 0
          """,
          "SELECT 'port ' || id || ' ' || device_owner || ' ' || device_id FROM port"
              + " WHERE device_owner NOT LIKE 'network:%'",
          "SELECT 'floating IP ' || address FROM floating_ip",
          "SELECT 'port outside ' || id FROM port WHERE device_owner = 'network:floatingip'",
          "SELECT 'job ' || name || ' ' || last_error FROM job WHERE status = 'DEAD'");

  private Leftovers() {}

  /** Whether it was there from the beginning. */
  static boolean keeps(Tenant tenant, Kind kind, JsonNode item) {
    var name = item.path("name").asString("");
    return switch (kind) {
      case NETWORK, IMAGE, ROUTER -> name.equals(tenant.name()) || name.equals("public");
      case SECURITY_GROUP -> name.equals("default");
      case PORT -> item.path("device_owner").asString("").startsWith("network:");
      default -> false;
    };
  }

  static List<String> found(Sql sql, List<Host> hosts) throws SQLException {
    var found = new ArrayList<String>();
    for (var query : NONE) {
      try (var statement = sql.connection().createStatement();
          var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add("left behind: " + rows.getString(1));
        }
      }
    }
    for (var host : hosts) {
      host.guests().forEach(guest -> found.add("left behind: guest " + guest));
      host.plugged().forEach(port -> found.add("left behind: plugged port " + port));
    }
    return found;
  }
}
