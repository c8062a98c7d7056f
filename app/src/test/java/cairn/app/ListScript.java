package cairn.app;

import cairn.common.Entropy;
import cairn.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and runs lists.txt, which tells its own format. */
final class ListScript {
  /**
   * Sends a request and gives the answer's text; anything but success is the sender's to refuse.
   */
  @FunctionalInterface
  interface Sender {
    String send(String method, String path, String body);
  }

  private static final Pattern LINE =
      Pattern.compile("(\\w+) (\\S+)(?: (.+?))?(?: > (\\S+) (\\S+))?");
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

  private final List<String> once = new ArrayList<>();
  private final List<String> each = new ArrayList<>();
  private final List<String> constant = new ArrayList<>();
  private final Map<String, String> kept = new TreeMap<>();
  private int rounds;

  ListScript() {
    var into = once;
    for (var line : text().lines().toList()) {
      switch (line) {
        case "once:" -> into = once;
        case "each:" -> into = each;
        case "constant:" -> into = constant;
        default -> {
          if (!line.isBlank() && !line.startsWith("#")) {
            into.add(line);
          }
        }
      }
    }
  }

  private static String text() {
    try (var in = ListScript.class.getResourceAsStream("lists.txt")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a value that the requests name. */
  void keep(String name, String value) {
    kept.put(name, value);
  }

  /** What is kept under that name. */
  @Nullable String kept(String name) {
    return kept.get(name);
  }

  /** The routes whose answers do not grow. */
  List<String> constant() {
    return List.copyOf(constant);
  }

  /** What the rest builds on. */
  void once(Sender sender) {
    once.forEach(line -> run(line, sender));
  }

  /** So many more of everything. */
  void more(int count, Sender sender) {
    for (var i = 0; i < count; i++) {
      rounds++;
      keep("n", Integer.toString(20 + rounds));
      each.forEach(line -> run(line, sender));
    }
  }

  private void run(String line, Sender sender) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    keep("uuid", Entropy.system().uuid().toString());
    var body = parts.group(3) == null ? "" : filled(parts.group(3));
    var answer = sender.send(parts.group(1), filled(parts.group(2)), body);
    if (parts.group(4) != null) {
      keep(parts.group(4), Json.parse(answer).at(parts.group(5)).asString());
    }
  }

  private String filled(String text) {
    return NAME.matcher(text).replaceAll(name -> value(name.group(1)));
  }

  private String value(String name) {
    var value = kept.get(name);
    if (value == null) {
      throw new IllegalArgumentException("nothing is kept under " + name);
    }
    return java.util.regex.Matcher.quoteReplacement(value);
  }
}
