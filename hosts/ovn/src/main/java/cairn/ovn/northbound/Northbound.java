package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Replica;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is to be known of the northbound database from outside this package. */
public final class Northbound {
  /** The database's name. */
  public static final String DATABASE = "OVN_Northbound";

  private Northbound() {}

  /** The tables and columns that a comparison needs. */
  public static Map<String, List<String>> watched() {
    return Table.watched();
  }

  /** The guests' ports that OVN says are up. */
  public static Set<UUID> portsUp(Replica replica) {
    return replica.read(() ->
        replica.table(Table.SWITCH_PORT.title()).values().stream()
            .filter(row -> row.flag("up"))
            .filter(row -> row.entry(Table.EXTERNAL_IDS, Table.KIND).isPresent())
            .map(row -> UUID.fromString(row.text("name")))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
