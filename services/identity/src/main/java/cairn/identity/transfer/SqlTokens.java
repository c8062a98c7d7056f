package cairn.identity.transfer;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Splits the text of a dump into words, texts and signs; comments are left out. One thread. */
final class SqlTokens {
  /** A part of a statement. */
  sealed interface Token {
    /** A word or number as it stands. */
    record Word(String text) implements Token {}

    /** A name in quotes. */
    record Name(String text) implements Token {}

    /** A text in quotes. */
    record Text(String text) implements Token {}

    /** Anything else. */
    record Sign(char sign) implements Token {}
  }

  private final PushbackReader reader;
  private final boolean backslashes;

  /**
   * A new one.
   *
   * @param backslashes whether they escape within texts, as in MySQL
   */
  SqlTokens(Reader reader, boolean backslashes) {
    this.reader = new PushbackReader(reader, 2);
    this.backslashes = backslashes;
  }

  /** The next one; empty at the end. */
  Optional<Token> next() throws IOException {
    for (var c = reader.read(); c >= 0; c = reader.read()) {
      if (Character.isWhitespace(c)) {
        continue;
      }
      if ((c == '-' && follows('-')) || c == '#') {
        skipLine();
      } else if (c == '/' && follows('*')) {
        skipComment();
      } else if (c == '\'') {
        return Optional.of(new Token.Text(quoted('\'', backslashes)));
      } else if (c == '"' || c == '`') {
        return Optional.of(new Token.Name(quoted((char) c, false)));
      } else if (isWord(c)) {
        return Optional.of(word((char) c));
      } else {
        return Optional.of(new Token.Sign((char) c));
      }
    }
    return Optional.empty();
  }

  private Token word(char first) throws IOException {
    var word = new StringBuilder().append(first);
    var c = reader.read();
    while (isWord(c)) {
      word.append((char) c);
      c = reader.read();
    }
    unread(c);
    var text = word.toString();
    if (c == '\'' && text.toLowerCase(Locale.ROOT).matches("x|n|e|_[a-z0-9]+")) {
      reader.read();
      var quoted = quoted('\'', backslashes || text.equalsIgnoreCase("e"));
      return new Token.Text(
          text.equalsIgnoreCase("x")
              ? new String(HexFormat.of().parseHex(quoted), StandardCharsets.UTF_8)
              : quoted);
    }
    return new Token.Word(text);
  }

  private static boolean isWord(int c) {
    return c >= 0 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+');
  }

  private String quoted(char quote, boolean escapes) throws IOException {
    var text = new StringBuilder();
    for (var c = reader.read(); c >= 0; c = reader.read()) {
      if (c == quote) {
        if (!follows(quote)) {
          return text.toString();
        }
        text.append(quote);
      } else if (c == '\\' && escapes) {
        text.append(escaped(reader.read()));
      } else {
        text.append((char) c);
      }
    }
    throw new IOException("the dump ends within a text");
  }

  private static char escaped(int c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'b' -> '\b';
      case 'Z' -> (char) 26;
      default -> (char) c;
    };
  }

  private boolean follows(int wanted) throws IOException {
    var c = reader.read();
    if (c == wanted) {
      return true;
    }
    unread(c);
    return false;
  }

  private void unread(int c) throws IOException {
    if (c >= 0) {
      reader.unread(c);
    }
  }

  private void skipLine() throws IOException {
    for (var c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {}
  }

  private void skipComment() throws IOException {
    for (var c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '*' && follows('/')) {
        return;
      }
    }
  }
}
