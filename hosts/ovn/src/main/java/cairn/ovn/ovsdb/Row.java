package cairn.ovn.ovsdb;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A row as it was at one moment; of a watched table's columns it has those that are watched. */
public record Row(UUID id, Map<String, Datum> columns) {
  /** The column's value; an empty one where the row has no such column. */
  public Datum column(String name) {
    return columns.getOrDefault(name, Datum.empty());
  }

  /** A text column's value, empty when it is absent. */
  public String text(String name) {
    return atoms(name).stream().findFirst().map(Object::toString).orElse("");
  }

  /** A number's value, absent when the column is. */
  public Optional<Long> number(String name) {
    return atoms(name).stream().map(Long.class::cast).findFirst();
  }

  /** Whether a boolean column is there and true. */
  public boolean flag(String name) {
    return atoms(name).contains(true);
  }

  /** The rows that a column refers to. */
  public Set<UUID> references(String name) {
    return atoms(name).stream().map(UUID.class::cast).collect(Collectors.toUnmodifiableSet());
  }

  /** The values of a column that is a set of texts. */
  public Set<String> texts(String name) {
    return atoms(name).stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
  }

  /** A map column's value under a key. */
  public Optional<String> entry(String name, String key) {
    return column(name) instanceof Datum.Pairs(var entries)
        ? Optional.ofNullable(entries.get(key)).map(Object::toString)
        : Optional.empty();
  }

  private Set<Object> atoms(String name) {
    return column(name) instanceof Datum.Atoms(var values) ? values : Set.of();
  }
}
