package cairn.bench;

import cairn.common.CloudException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rows were asked for: by name, by the first words of several names, or all of them. */
record Choice(Set<String> rows) {
  /**
   * The rows that are meant.
   *
   * @throws CloudException BAD_REQUEST when a name is no row's
   */
  static Choice of(List<String> names, List<String> known) {
    var rows = new HashSet<String>(names.isEmpty() ? known : List.of());
    for (var name : names) {
      var before = rows.size();
      known.stream()
          .filter(row -> known.contains(name) ? row.equals(name) : row.startsWith(name + "-"))
          .forEach(rows::add);
      if (rows.size() == before && !rows.contains(name)) {
        throw new CloudException(
            CloudException.Kind.BAD_REQUEST,
            "There is no row %s; there are: %s".formatted(name, String.join(", ", known)));
      }
    }
    return new Choice(rows);
  }

  /** Whether that row is to be measured. */
  boolean has(String row) {
    return rows.contains(row);
  }
}
