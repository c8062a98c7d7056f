package cairn.placement.schedule;

import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import cairn.placement.provider.ResourceClasses;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes hosts for tests: {@code node-N} with 8 CPUs, 8 GiB of memory and 100 GiB of disk. */
final class Hosts {
  static final Map<String, Long> SMALL = need(1, 2048, 10);

  private Hosts() {}

  static Host node(int number) {
    return node(number, 8192);
  }

  static Host node(int number, long memoryMib) {
    return new Host(
        id(number),
        "node-" + number,
        1,
        new HostState(true, true, "nova"),
        Map.of(
            ResourceClasses.VCPU, Inventory.of(8),
            ResourceClasses.MEMORY_MB, Inventory.of(memoryMib),
            ResourceClasses.DISK_GB, Inventory.of(100)),
        Map.of(),
        Set.of(),
        Set.of());
  }

  static UUID id(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
  }

  static Map<String, Long> need(long vcpus, long memoryMib, long diskGib) {
    return Map.of(
        ResourceClasses.VCPU, vcpus,
        ResourceClasses.MEMORY_MB, memoryMib,
        ResourceClasses.DISK_GB, diskGib);
  }

  static Host state(Host host, boolean enabled, boolean up, String zone) {
    return new Host(
        host.id(),
        host.name(),
        host.generation(),
        new HostState(enabled, up, zone),
        host.inventories(),
        host.used(),
        host.traits(),
        host.aggregates());
  }

  static Host inventory(Host host, String resourceClass, Inventory inventory) {
    var all = new HashMap<>(host.inventories());
    all.put(resourceClass, inventory);
    return new Host(
        host.id(),
        host.name(),
        host.generation(),
        host.state(),
        all,
        host.used(),
        host.traits(),
        host.aggregates());
  }

  static Host marked(Host host, Set<String> traits, Set<UUID> aggregates) {
    return new Host(
        host.id(),
        host.name(),
        host.generation(),
        host.state(),
        host.inventories(),
        host.used(),
        traits,
        aggregates);
  }
}
