package cairn.simulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Whether hosts have the guests that the rows say, and no others. */
final class Guests {
  private Guests() {}

  static List<String> asWanted(Sql sql, List<Host> hosts) throws SQLException {
    var broken = new ArrayList<String>();
    for (var host : hosts) {
      var wanted = new HashSet<UUID>();
      try (var statement =
          sql.connection()
              .prepareStatement(
                  """
                  SELECT id, status FROM server WHERE host_id = ? AND deleted_at IS NULL\
                  """)) {
        statement.setObject(1, host.id());
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            var server = rows.getObject("id", UUID.class);
            var status = rows.getString("status");
            wanted.add(server);
            var state = host.hypervisor().state(server).name();
            var fits =
                switch (status) {
                  case "ACTIVE" -> state.equals("RUNNING");
                  case "SHUTOFF" -> state.equals("STOPPED");
                  default -> !state.equals("RUNNING");
                };
            if (!fits) {
              broken.add(
                  "server %s is %s, its guest on %s is %s"
                      .formatted(server, status, host.id(), state));
            }
          }
        }
      }
      for (var guest : host.guests()) {
        if (!wanted.contains(guest)) {
          broken.add("host %s has a guest of nobody: %s".formatted(host.id(), guest));
        }
      }
    }
    return broken;
  }
}
