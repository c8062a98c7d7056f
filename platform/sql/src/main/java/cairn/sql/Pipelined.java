package cairn.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement with its values, ready to be sent with others in one round trip. The driver takes
 * several statements in one text and prepares each of them on the server by itself.
 */
record Pipelined(String text, String jdbc, List<Object> values) {
  static String text(List<Pipelined> all) {
    return all.size() == 1
        ? all.getFirst().jdbc()
        : all.stream().map(Pipelined::jdbc).collect(Collectors.joining(";\n"));
  }

  /** Runs all; what the statement then has is the last one's result. */
  static void run(PreparedStatement statement, List<Pipelined> all) throws SQLException {
    var index = 0;
    for (var one : all) {
      index = set(statement, index, one.values());
    }
    statement.execute();
    for (var i = 1; i < all.size(); i++) {
      statement.getMoreResults();
    }
  }

  /** Sets values from that index on; the index of the last. */
  static int set(PreparedStatement statement, int start, List<Object> values) throws SQLException {
    var index = start;
    for (var value : values) {
      index++;
      Parameters.set(statement, index, value);
    }
    return index;
  }
}
