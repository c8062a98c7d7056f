package cairn.identity.federation.mapping;

import cairn.identity.wire.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a rule's local side, in which {@code {0}} stands for the first value. Pure. */
final class Template {
  private static final Pattern NUMBER = Pattern.compile("\\{\\{|\\}\\}|\\{(\\d{1,4})\\}");
  private static final Pattern ALONE = Pattern.compile("\\s*\\{(\\d{1,4})\\}\\s*");
  private static final Pattern ITEM =
      Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<List<String>> values;

  Template(List<List<String>> values) {
    this.values = values;
  }

  /** One text; several values are written as a list in brackets. */
  String text(String template) {
    var text = new StringBuilder();
    var matcher = NUMBER.matcher(template);
    while (matcher.find()) {
      var found = matcher.group();
      var replacement =
          switch (found) {
            case "{{" -> "{";
            case "}}" -> "}";
            default -> shown(value(matcher.group(1)));
          };
      matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(text).toString();
  }

  /** Many texts: all values of a number that stands alone, or the items of a list in brackets. */
  List<String> texts(String template) {
    var alone = ALONE.matcher(template);
    if (alone.matches()) {
      var found = value(alone.group(1));
      return found.size() == 1 ? items(found.getFirst()) : found;
    }
    return items(text(template));
  }

  private static List<String> items(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return List.of(text);
    }
    var inner = text.substring(1, text.length() - 1);
    if (!ITEM.matcher(inner).replaceAll("").replaceAll("[\\s,]", "").isEmpty()) {
      return List.of(text);
    }
    var items = new ArrayList<String>();
    var matcher = ITEM.matcher(inner);
    while (matcher.find()) {
      var item = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      items.add(item.replaceAll("\\\\(.)", "$1"));
    }
    return items;
  }

  private List<String> value(String number) {
    var index = Integer.parseInt(number);
    if (index >= values.size()) {
      throw Refusals.unauthenticated(
          "the local side of the mapping refers to value %s, which there is none of"
              .formatted(number));
    }
    return values.get(index);
  }

  private static String shown(List<String> found) {
    return found.size() == 1
        ? found.getFirst()
        : found.stream()
            .map(each -> "'" + each + "'")
            .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
  }
}
