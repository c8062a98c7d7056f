package cairn.gpu.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small table in comma-separated text: a line of names, then a line for each row. No quotes, as
 * the trace has none. Immutable.
 */
final class Csv {
  private final String source;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /** Reads a table; the source names it in errors. */
  Csv(String source, String text, List<String> needed) {
    this.source = source;
    // Spreadsheets put a byte-order mark before the first name.
    var lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    columns =
        lines.isEmpty()
            ? List.of()
            : Arrays.stream(lines.getFirst().split(",")).map(String::strip).toList();
    var missing = needed.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new BadInput(
          "%s: the first line has to name the columns %s; missing: %s"
              .formatted(source, String.join(",", needed), String.join(",", missing)));
    }
    for (var line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        rows.add(new Row(line + 1, lines.get(line).split(",", -1)));
      }
    }
  }

  List<Row> rows() {
    return rows;
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  /** One line. */
  final class Row {
    private final int line;
    private final String[] cells;

    private Row(int line, String[] cells) {
      this.line = line;
      this.cells = cells;
      if (cells.length != columns.size()) {
        throw wrong("has %d values for %d columns".formatted(cells.length, columns.size()));
      }
    }

    String text(String column) {
      return cells[columns.indexOf(column)].strip();
    }

    /** A whole number from 0 to that. */
    int number(String column, int most) {
      return (int) longNumber(column, most);
    }

    /** A whole number from 0 to that; the trace has some as 12.0, which is one too. */
    long longNumber(String column, long most) {
      var text = text(column);
      long number;
      try {
        number = Long.parseLong(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
      } catch (NumberFormatException e) {
        throw wrong("%s is '%s', which is no whole number".formatted(column, text));
      }
      if (number < 0 || number > most) {
        throw wrong("%s is %d; it has to be 0 to %d".formatted(column, number, most));
      }
      return number;
    }

    BadInput wrong(String what) {
      return new BadInput("%s, line %d: %s".formatted(source, line, what));
    }
  }
}
