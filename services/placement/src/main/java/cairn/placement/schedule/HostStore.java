package cairn.placement.schedule;

import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads hosts, each whole, in one statement however many. */
final class HostStore {
  private static final String COLUMNS =
      """
      SELECT provider.id, provider.name, provider.generation, host.enabled, host.up, host.zone,
             (SELECT jsonb_agg(jsonb_build_array(resource_class, total, reserved, min_unit,
                                                 max_unit, step_size, allocation_ratio, used))
                FROM inventory WHERE provider_id = provider.id) AS inventories,
             (SELECT array_agg(trait) FROM provider_trait
               WHERE provider_id = provider.id) AS traits,
             (SELECT array_agg(aggregate_id) FROM provider_aggregate
               WHERE provider_id = provider.id) AS aggregates
        FROM resource_provider AS provider
        JOIN provider_host AS host ON host.provider_id = provider.id
      """;

  static final String ALL = COLUMNS;

  static final String SOME = COLUMNS + " WHERE provider.id = ANY(:ids::uuid[])";

  static final String STANDINGS =
      """
      SELECT provider.id, provider.name, provider.generation, host.enabled, host.up, host.zone
        FROM resource_provider AS provider
        JOIN provider_host AS host ON host.provider_id = provider.id
       WHERE provider.id = ANY(:ids::uuid[])
      """;

  /** All that must be the same for a host to be what it was; the rest raises the generation. */
  record Standing(UUID id, String name, long generation, HostState state) {
    boolean isThatOf(Host host) {
      return host.generation() == generation
          && host.name().equals(name)
          && host.state().equals(state);
    }
  }

  /** Of those that are there. */
  Map<UUID, Standing> standings(Transaction tx, Collection<UUID> ids) {
    return tx
        .sql(STANDINGS)
        .bind("ids", ids)
        .list(row ->
            new Standing(
                row.uuid("id"), row.text("name"), row.longInteger("generation"), state(row)))
        .stream()
        .collect(Collectors.toMap(Standing::id, Function.identity()));
  }

  private static HostState state(Row row) {
    return new HostState(row.bool("enabled"), row.bool("up"), row.text("zone"));
  }

  List<Host> all(Transaction tx) {
    return tx.sql(ALL).list(HostStore::host);
  }

  List<Host> some(Transaction tx, Collection<UUID> ids) {
    return tx.sql(SOME).bind("ids", ids).list(HostStore::host);
  }

  private static Host host(Row row) {
    Map<String, Inventory> inventories = new HashMap<>();
    Map<String, Long> used = new HashMap<>();
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
    return new Host(
        row.uuid("id"),
        row.text("name"),
        row.longInteger("generation"),
        state(row),
        Map.copyOf(inventories),
        Map.copyOf(used),
        Set.copyOf(row.texts("traits")),
        Set.copyOf(new HashSet<>(row.uuids("aggregates"))));
  }
}
