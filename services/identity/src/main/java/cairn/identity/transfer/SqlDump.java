package cairn.identity.transfer;

import cairn.identity.transfer.SqlTokens.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of some tables of a database, read from a dump made of INSERT statements: {@code
 * mysqldump}, {@code mariadb-dump}, {@code sqlite3 .dump}, {@code pg_dump --inserts}. Immutable
 * once read.
 */
final class SqlDump {
  private static final int LOOK_AHEAD = 64 * 1024;

  /** What begins a line of CREATE TABLE that is no column. */
  private static final Set<String> NO_COLUMN =
      Set.of("primary", "unique", "key", "constraint", "foreign", "index", "check", "fulltext");

  /** A row's values by column; NULL is not among them. */
  record Row(Map<String, String> values) {
    Optional<String> optional(String column) {
      return Optional.ofNullable(values.get(column));
    }

    String text(String column) {
      return values.getOrDefault(column, "");
    }

    boolean truth(String column) {
      var value = text(column);
      return value.equals("1") || value.equalsIgnoreCase("true");
    }
  }

  private final Set<String> wanted;
  private final SqlTokens tokens;
  private final Map<String, List<String>> columns = new HashMap<>();
  private final Map<String, List<Row>> rows = new HashMap<>();

  private SqlDump(SqlTokens tokens, Set<String> wanted) {
    this.tokens = tokens;
    this.wanted = wanted;
  }

  /** Reads those tables. */
  static SqlDump read(Path file, Set<String> tables) throws IOException {
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      var dump = new SqlDump(new SqlTokens(reader, isMysql(reader)), tables);
      dump.readAll();
      return dump;
    }
  }

  private static boolean isMysql(BufferedReader reader) throws IOException {
    reader.mark(LOOK_AHEAD);
    var head = new char[LOOK_AHEAD - 1];
    var length = Math.max(0, reader.read(head));
    reader.reset();
    return new String(head, 0, length).contains("`");
  }

  /** Whether the dump has such a table at all. */
  boolean has(String table) {
    return columns.containsKey(table);
  }

  List<Row> rows(String table) {
    return rows.getOrDefault(table, List.of());
  }

  private void readAll() throws IOException {
    for (var token = tokens.next(); token.isPresent(); token = tokens.next()) {
      if (isWord(token.get(), "create")) {
        create();
      } else if (isWord(token.get(), "insert")) {
        insert();
      } else {
        skipFrom(token.get());
      }
    }
  }

  private static boolean isWord(Token token, String word) {
    return token instanceof Token.Word(var text) && text.equalsIgnoreCase(word);
  }

  private static boolean isSign(Token token, char sign) {
    return token instanceof Token.Sign(var found) && found == sign;
  }

  /** The statement's rest; a dump that ends within one is cut short, which is not noticed here. */
  private void skipFrom(Token token) throws IOException {
    var each = Optional.of(token);
    while (each.isPresent() && !isSign(each.get(), ';')) {
      each = tokens.next();
    }
  }

  private Token required() throws IOException {
    return tokens.next().orElseThrow(() -> new IOException("the dump ends within a statement"));
  }

  /** The next name, without a schema before it; {@code IF NOT EXISTS} and the like are left out. */
  private String tableName(Token first) throws IOException {
    var token = first;
    while (token instanceof Token.Word(var word)
        && word.toLowerCase(java.util.Locale.ROOT).matches("if|not|exists|table|into|only")) {
      token = required();
    }
    if (token instanceof Token.Word(var word) && word.endsWith(".")) {
      token = required();
    }
    return switch (token) {
      case Token.Name(var name) -> name;
      case Token.Word(var word) -> word.substring(word.lastIndexOf('.') + 1);
      case Token.Text(var text) -> text;
      case Token.Sign _ -> "";
    };
  }

  private void create() throws IOException {
    var first = required();
    if (!isWord(first, "table")) {
      skipFrom(first);
      return;
    }
    var name = tableName(required());
    if (!isSign(required(), '(')) {
      return;
    }
    var found = new ArrayList<String>();
    var depth = 1;
    var begins = true;
    while (depth > 0) {
      var token = required();
      if (begins) {
        columnName(token).ifPresent(found::add);
      }
      begins = depth == 1 && isSign(token, ',');
      depth += isSign(token, '(') ? 1 : isSign(token, ')') ? -1 : 0;
    }
    columns.put(name, found);
    skipFrom(required());
  }

  private static Optional<String> columnName(Token token) {
    return switch (token) {
      case Token.Name(var name) -> Optional.of(name);
      case Token.Word(var word) when !NO_COLUMN.contains(word.toLowerCase(java.util.Locale.ROOT)) ->
          Optional.of(word);
      default -> Optional.empty();
    };
  }

  private void insert() throws IOException {
    var name = tableName(required());
    if (!wanted.contains(name)) {
      skipFrom(required());
      return;
    }
    var named = columns.getOrDefault(name, List.of());
    var token = required();
    if (isSign(token, '(')) {
      var given = new ArrayList<String>();
      for (token = required(); !isSign(token, ')'); token = required()) {
        columnName(token).ifPresent(given::add);
      }
      named = given;
      token = required();
    }
    while (!isSign(token, ';')) {
      if (isSign(token, '(')) {
        rows.computeIfAbsent(name, _ -> new ArrayList<>()).add(row(name, named));
      }
      token = required();
    }
  }

  private Row row(String table, List<String> named) throws IOException {
    var values = new HashMap<String, String>();
    var column = 0;
    for (var token = required(); !isSign(token, ')'); token = required()) {
      if (isSign(token, ',')) {
        column++;
      } else if (column >= named.size()) {
        throw new IOException("a row of %s has more values than columns".formatted(table));
      } else if (token instanceof Token.Text(var text)) {
        values.put(named.get(column), text);
      } else if (token instanceof Token.Word(var word) && !word.equalsIgnoreCase("null")) {
        values.put(named.get(column), word);
      }
    }
    return new Row(values);
  }
}
