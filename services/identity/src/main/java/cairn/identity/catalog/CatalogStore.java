package cairn.identity.catalog;

import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the catalog as a whole. */
public final class CatalogStore {
  private record Line(
      String id, String type, String name, Optional<String> endpointId, Catalog.Place place) {}

  private static final String ENABLED =
      """
      SELECT s.id, s.type, coalesce(s.name, '') AS name, e.id AS endpoint_id,
             coalesce(e.interface, '') AS interface, e.region_id, coalesce(e.url, '') AS url
        FROM catalog_service s
        LEFT JOIN catalog_endpoint e ON e.service_id = s.id AND e.enabled
       WHERE s.enabled
       ORDER BY s.type, s.id, e.interface DESC, e.id\
      """;

  /** What the catalogs of some projects are limited to. */
  private static final String LIMITS =
      """
      SELECT project_id, endpoint_id FROM project_endpoint
      UNION
      SELECT p.project_id, e.endpoint_id FROM project_endpoint_group p
        JOIN endpoint_of_group e ON e.endpoint_group_id = p.endpoint_group_id\
      """;

  private record Limit(String projectId, String endpointId) {}

  /** The enabled services and endpoints. */
  public Catalog read(Transaction tx) {
    var lines =
        tx.sql(ENABLED)
            .list(row ->
                new Line(
                    row.text("id"),
                    row.text("type"),
                    row.text("name"),
                    row.optionalText("endpoint_id"),
                    new Catalog.Place(
                        row.optionalText("endpoint_id").orElse(""),
                        row.text("interface"),
                        row.optionalText("region_id"),
                        row.text("url"))));
    var services = new LinkedHashMap<String, List<Line>>();
    lines.forEach(line -> services.computeIfAbsent(line.id(), _ -> new ArrayList<>()).add(line));
    return new Catalog(services.values().stream().map(CatalogStore::entry).toList(), limits(tx));
  }

  private static Map<String, Set<String>> limits(Transaction tx) {
    return tx
        .sql(LIMITS)
        .list(row -> new Limit(row.text("project_id"), row.text("endpoint_id")))
        .stream()
        .collect(
            Collectors.groupingBy(
                Limit::projectId, Collectors.mapping(Limit::endpointId, Collectors.toSet())));
  }

  private static Catalog.Entry entry(List<Line> lines) {
    var first = lines.getFirst();
    var places =
        lines.stream().filter(line -> line.endpointId().isPresent()).map(Line::place).toList();
    return new Catalog.Entry(first.id(), first.type(), first.name(), places);
  }
}
