package cairn.gpu.report;

import java.util.ArrayList;
import java.util.List;

/** One lying bar for each row, made of parts of a whole. Used by one thread. */
public final class BarChart {
  private static final int WIDTH = 720;
  private static final int ROW = 20;
  private static final int LEFT = 150;
  private static final int RIGHT = 190;
  private static final int TOP = 54;
  private static final String[] COLOURS = {"#0072b2", "#d55e00", "#bbbbbb"};

  private final String title;
  private final List<String> parts;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String name, String remark, double[] shares) {}

  /** A chart whose bars have those parts, at most three. */
  public BarChart(String title, List<String> parts) {
    this.title = title;
    this.parts = List.copyOf(parts);
  }

  /** Adds a bar; the shares are of 1, in the order of the parts. */
  public void add(String name, String remark, double... shares) {
    rows.add(new Row(name, remark, shares.clone()));
  }

  /** The chart as an SVG document. */
  public String svg() {
    var svg = new Svg(WIDTH, TOP + rows.size() * ROW + 12, title);
    var x = (double) LEFT;
    for (var part = 0; part < parts.size(); part++) {
      svg.box(x, 31, 10, 10, COLOURS[part]);
      svg.text(x + 15, 40, "start", parts.get(part));
      x += 40 + parts.get(part).length() * 6.5;
    }
    for (var i = 0; i < rows.size(); i++) {
      draw(svg, rows.get(i), TOP + i * ROW);
    }
    return svg.end();
  }

  private static void draw(Svg svg, Row row, int y) {
    svg.text(LEFT - 8, y + 13, "end", row.name);
    var x = (double) LEFT;
    for (var part = 0; part < row.shares.length; part++) {
      var width = row.shares[part] * (WIDTH - LEFT - RIGHT);
      svg.box(x, y + 2, width, ROW - 5, COLOURS[part]);
      x += width;
    }
    svg.text(WIDTH - RIGHT + 8, y + 13, "start", row.remark);
  }
}
