package cairn.compute.server;

import cairn.compute.flavor.Flavor;
import cairn.placement.provider.ResourceClasses;
import cairn.placement.schedule.Demand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a server of some flavor and image needs of its host, in placement's terms. */
final class Demands {
  private static final String TRAIT = "trait:";
  private static final String RESOURCES = "resources:";
  private static final int MIB_PER_GIB = 1024;

  private Demands() {}

  static Demand of(Flavor flavor, Map<String, String> imageProperties, NewServer input, long seed) {
    var demand =
        Demand.of(resources(flavor), seed)
            .required(traits(flavor, imageProperties, "required"))
            .forbidden(traits(flavor, imageProperties, "forbidden"));
    var zone = input.zone().map(text -> text.split(":", -1)[0]).filter(name -> !name.isEmpty());
    if (zone.isPresent()) {
      demand = demand.zone(zone.get());
    }
    var host = forcedHost(input);
    return host.isEmpty() ? demand : demand.forcedHost(host);
  }

  /** The host that an operator names in {@code zone:host:node} or by itself; empty for none. */
  static String forcedHost(NewServer input) {
    var parts = input.zone().orElse("").split(":", -1);
    if (parts.length > 2 && !parts[2].isEmpty()) {
      return parts[2];
    }
    return parts.length > 1 && !parts[1].isEmpty() ? parts[1] : input.host().orElse("");
  }

  static Map<String, Long> resources(Flavor flavor) {
    var resources = new HashMap<String, Long>();
    var swapGib = (flavor.swapMib() + MIB_PER_GIB - 1) / MIB_PER_GIB;
    resources.put(ResourceClasses.VCPU, (long) flavor.vcpus());
    resources.put(ResourceClasses.MEMORY_MB, (long) flavor.memoryMib());
    resources.put(
        ResourceClasses.DISK_GB, (long) flavor.diskGib() + flavor.ephemeralGib() + swapGib);
    flavor
        .extraSpecs()
        .forEach((key, value) -> {
          if (key.startsWith(RESOURCES) && value.matches("\\d{1,9}")) {
            resources.put(key.substring(RESOURCES.length()), Long.valueOf(value));
          }
        });
    return resources;
  }

  private static Set<String> traits(
      Flavor flavor, Map<String, String> imageProperties, String wanted) {
    var traits = new HashSet<String>();
    for (var specs : java.util.List.of(flavor.extraSpecs(), imageProperties)) {
      specs.forEach((key, value) -> {
        if (key.startsWith(TRAIT) && value.equals(wanted)) {
          traits.add(key.substring(TRAIT.length()));
        }
      });
    }
    return traits;
  }
}
