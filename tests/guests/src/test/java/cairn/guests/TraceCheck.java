package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** Compares what is on this machine with what the rows say. */
final class TraceCheck {
  private static final Duration FOLLOW_MAX = Duration.ofMinutes(5);

  private final HostTraces traces;
  private final Connection database;
  private final long seed;

  TraceCheck(HostTraces traces, Connection database, long seed) {
    this.traces = traces;
    this.database = database;
    this.seed = seed;
  }

  /** Rows come to rest a moment before the host has cleared up; OVN follows by itself. */
  void compare() {
    Awaitility.await("the machine to be as the rows say, seed " + seed)
        .atMost(FOLLOW_MAX)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(this::compareNow);
  }

  private void compareNow() throws SQLException {
    var host = KilledCloud.hostName();
    var here =
        "FROM server s JOIN host h ON h.id = s.host_id WHERE s.deleted_at IS NULL AND h.name = ?";
    var running = list("SELECT s.id " + here + " AND s.status = 'ACTIVE' ORDER BY 1", host);
    var all = list("SELECT s.id " + here + " ORDER BY 1", host);
    var taps =
        list(
            "SELECT 'tap' || left(p.id::text, 11) FROM port p WHERE p.device_id IN (SELECT s.id::text "
                + here
                + " AND s.status = 'ACTIVE') ORDER BY 1",
            host);
    var ports = list("SELECT id FROM port WHERE device_owner LIKE 'compute:%' ORDER BY 1");
    var known = list("SELECT id FROM server");
    assertThat(traces.qemus()).as("QEMU processes").isEqualTo(running);
    assertThat(traces.folders()).as("guests' folders").containsAll(running);
    assertThat(all).as("servers of the folders").containsAll(traces.folders());
    var groups = new TreeSet<>(traces.groups());
    groups.retainAll(known);
    assertThat(groups).as("control groups").containsExactlyElementsOf(running);
    assertThat(traces.taps()).as("taps").containsExactlyElementsOf(taps);
    assertThat(traces.ovnPorts()).as("OVN's ports").containsExactlyElementsOf(ports);
  }

  private List<String> list(String sql, String... arguments) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = database.prepareStatement(sql)) {
      for (var index = 0; index < arguments.length; index++) {
        statement.setString(index + 1, arguments[index]);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }
}
