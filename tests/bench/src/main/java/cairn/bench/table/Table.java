package cairn.bench.table;

import java.util.ArrayList;
import java.util.List;

/** Lines of the same columns, as Markdown that reads well in a terminal too. For one thread. */
public final class Table {
  private static final List<String> COLUMNS =
      List.of(
          "work",
          "per s",
          "p50 ms",
          "p99 ms",
          "CPU ms",
          "floor CPU ms",
          "ratio or value",
          "target",
          "met",
          "the reference");

  private final List<Line> lines = new ArrayList<>();

  public void add(Line line) {
    lines.add(line);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** All of it. */
  public String text() {
    var rows = new ArrayList<List<String>>();
    rows.add(COLUMNS);
    lines.forEach(line -> rows.add(cells(line)));
    var widths = new int[COLUMNS.size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (var row : rows) {
      text.append(line(row, widths));
      if (row.equals(COLUMNS)) {
        text.append(rule(widths));
      }
    }
    return text.toString();
  }

  private static List<String> cells(Line line) {
    return List.of(
        line.work(),
        line.rate(),
        line.p50(),
        line.p99(),
        line.cpu(),
        line.floor(),
        line.ratio(),
        line.target(),
        line.met().map(met -> met ? "yes" : "NO").orElse(""),
        line.reference());
  }

  private static String line(List<String> cells, int[] widths) {
    var text = new StringBuilder("|");
    for (var i = 0; i < widths.length; i++) {
      var cell = cells.get(i);
      text.append(' ').append(cell).repeat(" ", widths[i] - cell.length()).append(" |");
    }
    return text.append('\n').toString();
  }

  private static String rule(int[] widths) {
    var text = new StringBuilder("|");
    for (var width : widths) {
      text.repeat("-", width + 2).append("|");
    }
    return text.append('\n').toString();
  }
}
