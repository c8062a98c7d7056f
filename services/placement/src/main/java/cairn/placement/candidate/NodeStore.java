package cairn.placement.candidate;

import cairn.placement.provider.Inventory;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Reads all providers with all they have, in one statement. */
final class NodeStore {
  static final String ALL =
      """
      SELECT provider.id, provider.root_id, provider.parent_id,
             (SELECT jsonb_agg(jsonb_build_array(resource_class, total, reserved, min_unit,
                                                 max_unit, step_size, allocation_ratio, used))
                FROM inventory WHERE provider_id = provider.id) AS inventories,
             (SELECT array_agg(trait) FROM provider_trait
               WHERE provider_id = provider.id) AS traits,
             (SELECT array_agg(aggregate_id) FROM provider_aggregate
               WHERE provider_id = provider.id) AS aggregates
        FROM resource_provider AS provider
       ORDER BY provider.root_id, provider.id\
      """;

  List<Node> all(Transaction tx) {
    return tx.sql(ALL).list(NodeStore::node);
  }

  private static Node node(Row row) {
    var inventories = new TreeMap<String, Inventory>();
    var used = new TreeMap<String, Long>();
    row.optionalJson("inventories")
        .ifPresent(all ->
            all.forEach(one -> {
              var name = one.get(0).asString();
              inventories.put(
                  name,
                  new Inventory(
                      one.get(1).asLong(),
                      one.get(2).asLong(),
                      one.get(3).asLong(),
                      one.get(4).asLong(),
                      one.get(5).asLong(),
                      one.get(6).asDouble()));
              used.put(name, one.get(7).asLong());
            }));
    return new Node(
        row.uuid("id"),
        row.uuid("root_id"),
        row.optionalUuid("parent_id"),
        inventories,
        used,
        Set.copyOf(row.texts("traits")),
        Set.copyOf(row.uuids("aggregates")));
  }
}
