package cairn.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A statement with {@code :name} parameters, turned into the driver's {@code ?} form. Casts ({@code
 * ::uuid}), literals, quoted names, dollar quotes and comments are left alone; an operator with a
 * question mark ({@code jsonb ? 'key'}) is escaped for the driver. In a slice of an array put a
 * blank before a name that is not a parameter.
 *
 * @param jdbc the text for the driver
 * @param names the parameter of each {@code ?}, in order
 * @param numbered the text with {@code $1} for the first name, as PREPARE takes it
 * @param plainRead whether it surely writes, locks and calls for nothing, so that it needs no
 *     transaction; false where that is not plain to see
 * @param writes whether it may change rows
 */
record NamedSql(
    String jdbc, List<String> names, String numbered, boolean plainRead, boolean writes) {
  /** Texts are constants; a program that makes up ever new ones must not fill the memory. */
  private static final int CACHE_MAX = 4096;

  private static final Pattern READ =
      Pattern.compile("\\s*(SELECT|WITH|VALUES)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern MORE_THAN_READ =
      Pattern.compile(
          "\\b(INSERT|UPDATE|DELETE|MERGE|INTO|SHARE|LOCK|pg_\\w+|nextval|setval|set_config)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What locks rows for an update does not make it. */
  private static final Pattern LOCKS =
      Pattern.compile("\\bFOR\\s+(NO\\s+KEY\\s+)?UPDATE\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern WRITES =
      Pattern.compile("\\b(INSERT|UPDATE|DELETE|MERGE)\\b", Pattern.CASE_INSENSITIVE);

  private static final Map<String, NamedSql> CACHE = new ConcurrentHashMap<>();

  static NamedSql parse(String text) {
    var known = CACHE.get(text);
    if (known != null) {
      return known;
    }
    var parsed = new Parser(text).parse();
    if (CACHE.size() < CACHE_MAX) {
      CACHE.put(text, parsed);
    }
    return parsed;
  }

  private static final class Parser {
    private final String text;
    private final StringBuilder jdbc = new StringBuilder();
    private final StringBuilder numbered = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> distinct = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    NamedSql parse() {
      while (at < text.length()) {
        var start = at;
        switch (text.charAt(at)) {
          case '\'' -> copy(afterQuote('\'', escapes(start)));
          case '"' -> copy(afterQuote('"', false));
          case '$' -> copy(afterDollarQuote());
          case '-' -> copy(next('-') ? end("\n", at) : at + 1);
          case '/' -> copy(next('*') ? afterComment() : at + 1);
          case '?' -> {
            jdbc.append("??");
            numbered.append('?');
            at++;
          }
          case ':' -> colon();
          default -> copy(at + 1);
        }
      }
      var plainRead = READ.matcher(text).matches() && !MORE_THAN_READ.matcher(text).find();
      var writes =
          !READ.matcher(text).matches()
              || WRITES.matcher(LOCKS.matcher(text).replaceAll("")).find();
      return new NamedSql(
          jdbc.toString(), List.copyOf(names), numbered.toString(), plainRead, writes);
    }

    private void colon() {
      if (next(':') || next('=')) {
        copy(at + 2);
        return;
      }
      var end = at + 1;
      if (end < text.length() && Character.isJavaIdentifierStart(text.charAt(end))) {
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
          end++;
        }
        parameter(text.substring(at + 1, end));
        at = end;
      } else {
        copy(end);
      }
    }

    private void parameter(String name) {
      names.add(name);
      if (!distinct.contains(name)) {
        distinct.add(name);
      }
      jdbc.append('?');
      numbered.append('$').append(distinct.indexOf(name) + 1);
    }

    private boolean escapes(int quote) {
      return quote > 0
          && (text.charAt(quote - 1) == 'E' || text.charAt(quote - 1) == 'e')
          && (quote == 1 || !Character.isJavaIdentifierPart(text.charAt(quote - 2)));
    }

    private int afterQuote(char quote, boolean backslashes) {
      for (var i = at + 1; i < text.length(); i++) {
        var c = text.charAt(i);
        if (c == '\\' && backslashes) {
          i++;
        } else if (c == quote) {
          if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
            i++;
          } else {
            return i + 1;
          }
        }
      }
      return text.length();
    }

    private int afterDollarQuote() {
      if (at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) {
        return at + 1;
      }
      var i = at + 1;
      while (i < text.length() && text.charAt(i) != '$' && isTag(text.charAt(i))) {
        i++;
      }
      if (i >= text.length() || text.charAt(i) != '$' || Character.isDigit(text.charAt(at + 1))) {
        return at + 1;
      }
      return end(text.substring(at, i + 1), i + 1);
    }

    private static boolean isTag(char c) {
      return Character.isLetterOrDigit(c) || c == '_';
    }

    private int afterComment() {
      var depth = 1;
      var i = at + 2;
      while (i < text.length() && depth > 0) {
        if (text.startsWith("/*", i)) {
          depth++;
          i += 2;
        } else if (text.startsWith("*/", i)) {
          depth--;
          i += 2;
        } else {
          i++;
        }
      }
      return i;
    }

    private int end(String mark, int from) {
      var found = text.indexOf(mark, from);
      return found < 0 ? text.length() : found + mark.length();
    }

    private boolean next(char c) {
      return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    private void copy(int end) {
      jdbc.append(text, at, end);
      numbered.append(text, at, end);
      at = end;
    }
  }
}
