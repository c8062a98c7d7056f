package cairn.gpu.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Lines over whole percents of load. Used by one thread. */
public final class LineChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 48;
  private static final int RIGHT = 130;
  private static final int TOP = 36;
  private static final int BOTTOM = 40;

  private final String title;
  private final int from;
  private final int to;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String name, IntToDoubleFunction figure) {}

  /** A chart of the load from that percent to that one. */
  public LineChart(String title, int from, int to) {
    this.title = title;
    this.from = from;
    this.to = to;
  }

  /** Adds a line; where it is NaN it has a gap at its end. */
  public void add(String name, IntToDoubleFunction figure) {
    lines.add(new Line(name, figure));
  }

  /** The chart as an SVG document. */
  public String svg() {
    var svg = new Svg(WIDTH, HEIGHT, title);
    var low = Double.POSITIVE_INFINITY;
    var high = Double.NEGATIVE_INFINITY;
    for (var line : lines) {
      for (var percent = from; percent <= to; percent++) {
        var value = line.figure.applyAsDouble(percent);
        low = Double.isNaN(value) ? low : Math.min(low, value);
        high = Double.isNaN(value) ? high : Math.max(high, value);
      }
    }
    if (low > high) {
      low = 0;
      high = 1;
    }
    var step = step(high - low);
    low = Math.floor(low / step) * step;
    high = Math.max(low + step, Math.ceil(high / step) * step);
    axes(svg, low, high, step);
    for (var i = 0; i < lines.size(); i++) {
      draw(svg, i, low, high);
    }
    return svg.end();
  }

  /** A round number that gives 4 to 10 steps. */
  private static double step(double range) {
    var step = Math.pow(10, Math.floor(Math.log10(Math.max(range, 1e-9) / 4)));
    if (range / step > 25) {
      return step * 5;
    }
    return range / step > 10 ? step * 2 : step;
  }

  private void axes(Svg svg, double low, double high, double step) {
    for (var value = low; value <= high + step / 2; value += step) {
      svg.line(LEFT, y(value, low, high), WIDTH - RIGHT, y(value, low, high), "#dddddd");
      svg.text(
          LEFT - 6, y(value, low, high) + 4, "end", Svg.number(value, step < 1 ? 1 : 0) + " %");
    }
    var spacing = to - from > 60 ? 20 : to - from > 20 ? 5 : 1;
    for (var percent = from; percent <= to; percent += spacing) {
      svg.line(x(percent), HEIGHT - BOTTOM, x(percent), HEIGHT - BOTTOM + 4, "#222222");
      svg.text(x(percent), HEIGHT - BOTTOM + 18, "middle", percent + " %");
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "arrived, of all GPUs");
  }

  private void draw(Svg svg, int number, double low, double high) {
    var line = lines.get(number);
    var points = new StringBuilder();
    for (var percent = from; percent <= to; percent++) {
      var value = line.figure.applyAsDouble(percent);
      if (!Double.isNaN(value)) {
        points.append(Svg.number(x(percent), 1)).append(',');
        points.append(Svg.number(y(value, low, high), 1)).append(' ');
      }
    }
    svg.path(points.toString().strip(), Svg.colour(number));
    var y = TOP + 8 + number * 18;
    svg.box(WIDTH - RIGHT + 12, y - 3, 16, 4, Svg.colour(number));
    svg.text(WIDTH - RIGHT + 34, y + 4, "start", line.name);
  }

  private double x(int percent) {
    return LEFT + (percent - from) * (double) (WIDTH - LEFT - RIGHT) / Math.max(1, to - from);
  }

  private static double y(double value, double low, double high) {
    return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }
}
