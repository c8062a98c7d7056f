package cairn.invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks a cloud's database for what must never be there. Stateless. */
public final class Invariants {
  private static final int ROWS_MAX = 5;

  private Invariants() {}

  /**
   * What is broken, each a sentence with the rows that show it; empty when all is well. True at any
   * moment at which no transaction is open, settled or not.
   */
  public static List<String> broken(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    for (var rules : List.of(ComputeRules.ALL, PlacementRules.ALL, NetworkRules.ALL)) {
      for (var rule : rules) {
        ask(connection, rule, found);
      }
    }
    return found;
  }

  /**
   * What is still under way, or stuck; empty when the cloud has come to rest. Wait until it is,
   * then no server is half made.
   */
  public static List<String> unsettled(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    for (var rule : RestRules.ALL) {
      ask(connection, rule, found);
    }
    return found;
  }

  private static void ask(Connection connection, Rule rule, List<String> found)
      throws SQLException {
    var rows = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(rule.sql())) {
      var columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var column = 1; column <= columns; column++) {
          row.add(result.getMetaData().getColumnName(column) + "=" + result.getString(column));
        }
        rows.add(String.join(" ", row));
      }
    }
    if (!rows.isEmpty()) {
      var shown = rows.stream().limit(ROWS_MAX).toList();
      var more = rows.size() > ROWS_MAX ? " and %d more".formatted(rows.size() - ROWS_MAX) : "";
      found.add("%s: %s%s".formatted(rule.sentence(), shown, more));
    }
  }
}
