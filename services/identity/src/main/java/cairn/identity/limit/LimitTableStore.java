package cairn.identity.limit;

import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads all limits. Where a resource is registered for a region and for all, the smaller number
 * counts: there is one region, and neither is to be exceeded.
 */
public final class LimitTableStore {
  private record Line(Optional<String> projectId, String type, String resource, int amount) {
    String owner() {
      return projectId.orElse("");
    }
  }

  private static final String ALL =
      """
      SELECT NULL::text AS project_id, s.type, r.resource_name, r.default_limit AS amount
        FROM registered_limit r JOIN catalog_service s ON s.id = r.service_id
      UNION ALL
      SELECT l.project_id, s.type, r.resource_name, l.resource_limit
        FROM resource_limit l
        JOIN registered_limit r ON r.id = l.registered_limit_id
        JOIN catalog_service s ON s.id = r.service_id\
      """;

  /** The table as it is now. */
  public LimitTable read(Transaction tx) {
    var lines =
        tx.sql(ALL)
            .list(row ->
                new Line(
                    row.optionalText("project_id"),
                    row.text("type"),
                    row.text("resource_name"),
                    row.integer("amount")));
    return new LimitTable(
        byType(lines.stream().filter(line -> line.projectId().isEmpty()).toList()),
        lines.stream()
            .filter(line -> line.projectId().isPresent())
            .collect(
                Collectors.groupingBy(
                    Line::owner,
                    Collectors.collectingAndThen(Collectors.toList(), LimitTableStore::byType))));
  }

  private static Map<String, Map<String, Integer>> byType(List<Line> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                Line::type,
                Collectors.toMap(Line::resource, Line::amount, LimitTableStore::smaller)));
  }

  private static int smaller(int one, int other) {
    return one == -1 ? other : other == -1 ? one : Math.min(one, other);
  }
}
