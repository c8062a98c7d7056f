package cairn.bench.floor;

import java.util.List;

/**
 * What a creation writes.
 *
 * @param commits in how many transactions
 */
public record Writes(int commits, List<Table> tables) {
  /** How many rows of a table, in one creation. */
  public record Table(String name, int inserts, int updates) {}

  /** All rows. */
  public int rows() {
    return tables.stream().mapToInt(table -> table.inserts() + table.updates()).sum();
  }
}
