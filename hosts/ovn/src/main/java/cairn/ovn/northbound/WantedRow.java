package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A row as it shall be.
 *
 * @param columns all columns that are ours to set, but those of {@code members}
 * @param members the rows in each column that is a set of rows
 */
record WantedRow(
    Table table, UUID id, Map<String, Datum> columns, Map<String, Set<UUID>> members) {}
