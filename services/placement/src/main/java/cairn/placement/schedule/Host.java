package cairn.placement.schedule;

import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the scheduler knows of one host. Immutable.
 *
 * @param generation of the provider's row that this was read from
 * @param used how much of each class is given away
 */
public record Host(
    UUID id,
    String name,
    long generation,
    HostState state,
    Map<String, Inventory> inventories,
    Map<String, Long> used,
    Set<String> traits,
    Set<UUID> aggregates) {

  /** How much of a class is left; negative when the host has none of it or gave away too much. */
  public long free(String resourceClass) {
    var inventory = inventories.get(resourceClass);
    return inventory == null ? -1 : inventory.capacity() - used.getOrDefault(resourceClass, 0L);
  }

  /** The same host after it gave that away, one generation later. */
  Host claimed(Map<String, Long> resources) {
    var more = new HashMap<>(used);
    resources.forEach((name, amount) -> more.merge(name, amount, Long::sum));
    return new Host(
        id, name, generation + 1, state, inventories, Map.copyOf(more), traits, aggregates);
  }
}
