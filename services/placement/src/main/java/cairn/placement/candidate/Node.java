package cairn.placement.candidate;

import cairn.placement.provider.Inventory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A provider with all that a search looks at. */
record Node(
    UUID id,
    UUID root,
    Optional<UUID> parent,
    Map<String, Inventory> inventories,
    Map<String, Long> used,
    Set<String> traits,
    Set<UUID> aggregates) {

  /** Whether it can give that much of a class in one piece. */
  boolean gives(String resourceClass, long amount) {
    var inventory = inventories.get(resourceClass);
    return inventory != null
        && amount >= inventory.minUnit()
        && amount <= inventory.maxUnit()
        && amount % inventory.stepSize() == 0
        && has(resourceClass, amount);
  }

  /** Whether that much of a class is left. */
  boolean has(String resourceClass, long amount) {
    var inventory = inventories.get(resourceClass);
    return inventory != null
        && used.getOrDefault(resourceClass, 0L) + amount <= inventory.capacity();
  }
}
