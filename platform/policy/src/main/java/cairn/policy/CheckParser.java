package cairn.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads oslo.policy's rule language (oslo.policy, {@code _parser.py}): {@code and}, {@code or},
 * {@code not}, parentheses, and checks of the form {@code kind:match}. An empty text holds always.
 */
final class CheckParser {
  private final List<String> tokens;
  private final String text;
  private int position;

  private CheckParser(String text) {
    this.text = text;
    this.tokens = tokens(text);
  }

  /** Parses one rule; throws {@link IllegalArgumentException} with the text when it is not one. */
  static Check parse(String text) {
    if (text.isBlank()) {
      return new Check.Constant(true);
    }
    var parser = new CheckParser(text);
    var check = parser.or();
    if (parser.position < parser.tokens.size()) {
      throw parser.malformed();
    }
    return check;
  }

  private static List<String> tokens(String text) {
    var tokens = new ArrayList<String>();
    for (var word : text.strip().split("\\s+")) {
      var rest = word;
      while (rest.startsWith("(")) {
        tokens.add("(");
        rest = rest.substring(1);
      }
      // A target attribute ends with ")s": only parentheses after it close a group.
      var closing = 0;
      while (rest.endsWith(")")) {
        closing++;
        rest = rest.substring(0, rest.length() - 1);
      }
      if (!rest.isEmpty()) {
        tokens.add(rest);
      }
      for (var i = 0; i < closing; i++) {
        tokens.add(")");
      }
    }
    return tokens;
  }

  private Check or() {
    var checks = new ArrayList<Check>();
    checks.add(and());
    while (accept("or")) {
      checks.add(and());
    }
    return checks.size() == 1 ? checks.getFirst() : new Check.Or(List.copyOf(checks));
  }

  private Check and() {
    var checks = new ArrayList<Check>();
    checks.add(not());
    while (accept("and")) {
      checks.add(not());
    }
    return checks.size() == 1 ? checks.getFirst() : new Check.And(List.copyOf(checks));
  }

  private Check not() {
    if (accept("not")) {
      return new Check.Not(not());
    }
    if (accept("(")) {
      var inner = or();
      if (!accept(")")) {
        throw malformed();
      }
      return inner;
    }
    if (position >= tokens.size()) {
      throw malformed();
    }
    return leaf(tokens.get(position++));
  }

  private Check leaf(String token) {
    if (token.equals("@") || token.equals("!")) {
      return new Check.Constant(token.equals("@"));
    }
    // The colon that divides is the first one that is not within quotes.
    var from = token.startsWith("'") ? token.indexOf('\'', 1) : 0;
    var colon = from < 0 ? -1 : token.indexOf(':', from);
    if (colon <= 0) {
      throw malformed();
    }
    var kind = token.substring(0, colon);
    var match = token.substring(colon + 1);
    return switch (kind) {
      case "rule" -> new Check.Reference(match);
      case "role" -> new Check.Role(match);
      default -> new Check.Equal(kind, match);
    };
  }

  private boolean accept(String word) {
    if (position < tokens.size() && tokens.get(position).toLowerCase(Locale.ROOT).equals(word)) {
      position++;
      return true;
    }
    return false;
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("not a policy rule: " + text);
  }
}
