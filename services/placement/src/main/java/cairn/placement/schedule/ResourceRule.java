package cairn.placement.schedule;

import cairn.placement.provider.ResourceClasses;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Enough of one resource class, within the sizes in which the host gives it. */
record ResourceRule(String resourceClass, int number, long amount) implements HostRule {
  @Override
  public String name() {
    return switch (resourceClass) {
      case ResourceClasses.VCPU -> "vcpu";
      case ResourceClasses.MEMORY_MB -> "memory";
      case ResourceClasses.DISK_GB -> "disk";
      default -> "resource:" + resourceClass.toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public long keep(Block block, int blockIndex, long candidates) {
    return block.fitting(candidates, number, amount);
  }

  @Override
  public String refusal(List<Host> turnedDown) {
    var best =
        turnedDown.stream()
            .max(Comparator.comparingLong(this::most).thenComparing(Host::name))
            .orElseThrow();
    if (most(best) < 0) {
      return "%s no %s at all".formatted(HostRule.has(turnedDown), noun());
    }
    if (most(best) >= amount) {
      return "%s %s only in other sizes than %s"
          .formatted(turnedDown.size() == 1 ? "gives" : "give", noun(), quantity(amount));
    }
    return "%s too little %s (need %s, the most free is %s on %s)"
        .formatted(
            HostRule.has(turnedDown), noun(), quantity(amount), quantity(most(best)), best.name());
  }

  @Override
  public String remedy(Host host) {
    var most = most(host);
    if (most < 0) {
      return "without any " + noun();
    }
    if (most == 0) {
      return "with %s more free %s".formatted(quantity(amount), noun());
    }
    if (most >= amount) {
      var inventory = host.inventories().get(resourceClass);
      return inventory == null
          ? ""
          : "with %s in multiples of %s from %s"
              .formatted(noun(), quantity(inventory.stepSize()), quantity(inventory.minUnit()));
    }
    return "with at most %s of %s".formatted(quantity(most), noun());
  }

  @Override
  public double distance(Host host) {
    var most = most(host);
    return most <= 0 ? 1 : most >= amount ? 0.01 : (double) (amount - most) / amount;
  }

  /** The most the host gives in one piece; -1 when it has none of the class. */
  private long most(Host host) {
    var inventory = host.inventories().get(resourceClass);
    return inventory == null
        ? -1
        : Math.max(Math.min(host.free(resourceClass), inventory.maxUnit()), 0);
  }

  private String noun() {
    return switch (resourceClass) {
      case ResourceClasses.VCPU -> "CPU";
      case ResourceClasses.MEMORY_MB -> "memory";
      case ResourceClasses.DISK_GB -> "disk";
      default -> resourceClass;
    };
  }

  private String quantity(long count) {
    return switch (resourceClass) {
      case ResourceClasses.VCPU -> count + (count == 1 ? " vCPU" : " vCPUs");
      case ResourceClasses.MEMORY_MB -> count + " MiB";
      case ResourceClasses.DISK_GB -> count + " GiB";
      default -> Long.toString(count);
    };
  }
}
