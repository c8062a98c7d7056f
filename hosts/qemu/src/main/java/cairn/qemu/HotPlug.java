package cairn.qemu;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import tools.jackson.databind.JsonNode;

/** Network interfaces in and out of a running guest. QEMU itself is asked what is plugged in. */
final class HotPlug {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final QemuSettings settings;
  private final Time time;

  /**
   * The slot that each guest has emptied last. The guest switches it off in several steps, and a
   * device that comes in between goes with the one before: another free slot is taken first.
   */
  private final Map<Qmp, String> vacated = Collections.synchronizedMap(new WeakHashMap<>());

  HotPlug(QemuSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
  }

  Set<UUID> nics(Qmp qmp) throws IOException {
    var found = new HashSet<UUID>();
    for (var device : devices(qmp)) {
      if (Slots.isNic(device)) {
        found.add(Slots.portOf(device));
      }
    }
    return found;
  }

  private static Set<String> devices(Qmp qmp) throws IOException {
    var found = new HashSet<String>();
    for (var child : qmp.execute("qom-list", Map.of("path", "/machine/peripheral"))) {
      found.add(child.path("name").asString());
    }
    return found;
  }

  void plug(Qmp qmp, GuestSpec.Nic nic, String tap) throws IOException {
    var netdev = Slots.netdev(nic.port());
    dropNetdev(qmp, netdev); // half of an earlier try
    var backend = new LinkedHashMap<String, Object>();
    backend.put("type", "tap");
    backend.put("id", netdev);
    backend.put("ifname", tap);
    backend.put("script", "no");
    backend.put("downscript", "no");
    backend.put("vnet_hdr", settings.offload());
    qmp.execute("netdev_add", backend);
    var device = new LinkedHashMap<String, Object>();
    device.put("driver", "virtio-net-pci");
    device.put("id", Slots.nic(nic.port()));
    device.put("netdev", netdev);
    device.put("mac", nic.mac());
    device.put("romfile", "");
    if (nic.mtu() > 0) {
      device.put("host_mtu", nic.mtu());
    }
    try {
      device.put("bus", freePort(qmp));
      qmp.execute("device_add", device);
    } catch (IOException | CloudException e) {
      dropNetdev(qmp, netdev);
      throw e;
    }
  }

  /** Asks the guest to let go, again and again as one that is still booting does not hear. */
  void unplug(Qmp qmp, UUID port) throws IOException, InterruptedException {
    var device = Slots.nic(port);
    slotOf(qmp, device).ifPresent(slot -> vacated.put(qmp, slot));
    var deadline = time.nanos() + settings.unplugMax().toNanos();
    var askAt = time.nanos();
    while (devices(qmp).contains(device)) {
      if (time.nanos() >= deadline) {
        throw new CloudException(
            Kind.CONFLICT,
            "The server did not let go of the network interface.",
            "%s is still there after %s".formatted(device, settings.unplugMax()),
            null);
      }
      if (time.nanos() >= askAt) {
        ask(qmp, device);
        askAt = time.nanos() + ASK_AGAIN.toNanos();
      }
      time.sleep(POLL);
    }
    dropNetdev(qmp, Slots.netdev(port));
  }

  private static void ask(Qmp qmp, String device) throws IOException {
    try {
      qmp.execute("device_del", Map.of("id", device));
    } catch (QmpException e) {
      // it has gone in the meantime, or is on its way out
      if (!String.valueOf(e.getMessage()).matches(".*(not found|in the process of unplug).*")) {
        throw e;
      }
    }
  }

  private static void dropNetdev(Qmp qmp, String netdev) throws IOException {
    try {
      qmp.execute("netdev_del", Map.of("id", netdev));
    } catch (QmpException e) {
      if (!String.valueOf(e.getMessage()).contains("not found")) {
        throw e;
      }
    }
  }

  private String freePort(Qmp qmp) throws IOException {
    var free =
        slots(qmp).stream().filter(slot -> occupants(slot).isEmpty()).map(HotPlug::name).toList();
    if (free.isEmpty()) {
      throw new CloudException(
          Kind.CONFLICT, "The server has no free slot for another network interface.");
    }
    return free.stream()
        .filter(slot -> !slot.equals(vacated.get(qmp)))
        .findFirst()
        .orElse(free.getFirst());
  }

  private static Optional<String> slotOf(Qmp qmp, String device) throws IOException {
    return slots(qmp).stream()
        .filter(slot -> occupants(slot).valueStream().anyMatch(in -> name(in).equals(device)))
        .map(HotPlug::name)
        .findFirst();
  }

  private static List<JsonNode> slots(Qmp qmp) throws IOException {
    return qmp.execute("query-pci")
        .valueStream()
        .flatMap(bus -> bus.path("devices").valueStream())
        .filter(device -> Slots.isPort(name(device)))
        .toList();
  }

  private static String name(JsonNode device) {
    return device.path("qdev_id").asString("");
  }

  private static JsonNode occupants(JsonNode rootPort) {
    return rootPort.path("pci_bridge").path("devices");
  }
}
