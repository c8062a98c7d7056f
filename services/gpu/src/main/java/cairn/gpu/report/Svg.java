package cairn.gpu.report;

import java.util.Locale;

/** Shapes of SVG as text. Used by one thread. */
final class Svg {
  /** Colours that colour-blind people tell apart (Okabe and Ito), darkest last. */
  private static final String[] COLOURS = {
    "#999999", "#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#0072b2", "#000000"
  };

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height, String title) {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
            width,
            height,
            width,
            height));
    add(String.format(Locale.ROOT, "<title>%s</title>", escaped(title)));
    add(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height));
    text(12, 20, "start", title);
  }

  static String colour(int number) {
    return COLOURS[number % COLOURS.length];
  }

  void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  void path(String points, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>",
            points,
            colour));
  }

  void box(double x, double y, double width, double height, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x,
            y,
            Math.max(0, width),
            height,
            colour));
  }

  void text(double x, double y, String anchor, String words) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>",
            x,
            y,
            anchor,
            escaped(words)));
  }

  static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String element) {
    text.append(element).append('\n');
  }

  String end() {
    return text + "</svg>\n";
  }

  /** A number with that many decimals, with a point in every country. */
  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
