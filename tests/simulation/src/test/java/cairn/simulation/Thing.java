package cairn.simulation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a tenant was told about something of its own, and so may rely on. */
final class Thing {
  /** Whether it is there. */
  enum Fate {
    PRESENT,
    GONE,
    UNKNOWN
  }

  private final Kind kind;
  private final String name;
  private final String id;
  private Fate fate;
  private final Map<String, Set<String>> values = new HashMap<>();

  Thing(Kind kind, String id, String name, Fate fate) {
    this.kind = kind;
    this.id = id;
    this.name = name;
    this.fate = fate;
  }

  Kind kind() {
    return kind;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Fate fate() {
    return fate;
  }

  /** A deletion was answered. */
  void deleted(Api.Answer answer) {
    if (answer.good() || answer.status() == 404) {
      fate = Fate.GONE;
    } else if (answer.unknown()) {
      mayBeGone();
    }
  }

  /** Nobody knows whether it is still there. */
  void mayBeGone() {
    if (fate == Fate.PRESENT) {
      fate = Fate.UNKNOWN;
    }
  }

  /** A change of an attribute was answered: from now on it has this value, or may have it. */
  void set(String attribute, String value, Api.Answer answer) {
    if (answer.good()) {
      values.put(attribute, new LinkedHashSet<>(Set.of(value)));
    } else if (answer.unknown()) {
      may(attribute, value);
    }
  }

  /** What an attribute may be; empty where nothing is known. */
  Set<String> may(String attribute) {
    return values.getOrDefault(attribute, Set.of());
  }

  /** It may have that value, too. */
  void may(String attribute, String value) {
    values.computeIfPresent(
        attribute,
        (_, before) -> {
          before.add(value);
          return before;
        });
  }

  /** Nothing is known of that attribute any more. */
  void forget(String attribute) {
    values.remove(attribute);
  }

  /** What each attribute may be. */
  Map<String, Set<String>> values() {
    return values;
  }

  @Override
  public String toString() {
    return "%s %s %s (%s)".formatted(kind.word(), name, id, fate);
  }
}
