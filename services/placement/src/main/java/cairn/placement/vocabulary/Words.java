package cairn.placement.vocabulary;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.sql.ConstraintViolation;
import cairn.sql.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One kind of word, standard ones and the operators' own. Thread-safe. */
public final class Words {
  private static final Pattern CUSTOM = Pattern.compile("CUSTOM_[A-Z0-9_]{1,248}");

  private final String noun;
  private final List<String> standard;
  private final WordStore store;

  private Words(String noun, String resource, WordStore store) {
    this.noun = noun;
    this.standard = read(resource);
    this.store = store;
  }

  /** What providers can be or do. */
  public static Words traits() {
    return new Words("trait", "traits.txt", WordStore.TRAITS);
  }

  /** What providers have to give. */
  public static Words classes() {
    return new Words("resource class", "classes.txt", WordStore.CLASSES);
  }

  private static List<String> read(String resource) {
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them: the standard ones first. */
  List<String> all(Transaction tx) {
    var all = new java.util.ArrayList<>(standard);
    all.addAll(store.list(tx));
    return all;
  }

  /** Those that some provider uses. */
  Set<String> used(Transaction tx) {
    return new TreeSet<>(store.used(tx));
  }

  /** Whether there is such a word. */
  boolean known(Transaction tx, String name) {
    return standard.contains(name) || store.known(tx, List.of(name)).contains(name);
  }

  /**
   * Lets words pass that there are.
   *
   * @throws CloudException BAD_REQUEST, naming those that there are not
   */
  public void check(Transaction tx, Collection<String> names) {
    var unknown = new TreeSet<>(names);
    standard.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      unknown.removeAll(store.known(tx, unknown));
    }
    if (!unknown.isEmpty()) {
      throw new CloudException(
          Kind.BAD_REQUEST, "No such %s(s): %s.".formatted(noun, String.join(", ", unknown)));
    }
  }

  /** Adds one of the operators' own; whether it is new. */
  boolean add(Transaction tx, String name) {
    if (!CUSTOM.matcher(name).matches()) {
      throw new CloudException(
          Kind.BAD_REQUEST,
          "The %s is invalid. A valid name begins with CUSTOM_ and has only A-Z, 0-9 and _."
              .formatted(noun));
    }
    return store.insert(tx, name);
  }

  /**
   * Takes one of the operators' own away.
   *
   * @throws CloudException BAD_REQUEST for a standard one, NOT_FOUND, or CONFLICT while it is used
   */
  void delete(Transaction tx, String name) {
    if (standard.contains(name)) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Cannot delete standard %s %s.".formatted(noun, name));
    }
    if (store.used(tx).contains(name)) {
      throw new CloudException(
          Kind.CONFLICT, "The %s %s is in use by a resource provider.".formatted(noun, name));
    }
    try {
      if (!store.delete(tx, name)) {
        throw missing(name);
      }
    } catch (ConstraintViolation e) {
      throw new CloudException(Kind.CONFLICT, "The %s is in use.".formatted(noun), "", e);
    }
  }

  CloudException missing(String name) {
    return new CloudException(Kind.NOT_FOUND, "No such %s: %s.".formatted(noun, name));
  }
}
