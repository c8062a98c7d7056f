package cairn.agent;

import cairn.protocol.GuestSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** A guest's ports on the host's network, with the metadata service of their networks. */
final class Ports {
  private final HostNetwork network;
  private final MetadataService metadata;

  Ports(HostNetwork network, MetadataService metadata) {
    this.network = network;
    this.metadata = metadata;
  }

  /** Plugs all of them in; from port to interface name, in the guest's order. */
  Map<UUID, String> plugAll(GuestSpec spec, int owner) {
    var taps = new LinkedHashMap<UUID, String>();
    for (var nic : spec.nics()) {
      taps.put(nic.port(), plug(nic, owner));
    }
    return taps;
  }

  String plug(GuestSpec.Nic nic, int owner) {
    ensureMetadata(nic);
    return network.plug(nic, owner);
  }

  /** Makes the metadata service answer in the networks of a guest; safe to repeat. */
  synchronized void ensureMetadata(GuestSpec.Nic nic) {
    nic.metadata()
        .ifPresent(
            port -> metadata.serve(nic.network(), network.ensureMetadata(nic.network(), port)));
  }

  void unplug(Set<UUID> ports) {
    ports.forEach(network::unplug);
  }

  Set<UUID> plugged() {
    return network.plugged();
  }

  /** Ends the metadata service of every network but these, which are read when it is our turn. */
  synchronized void retainMetadata(Supplier<Set<UUID>> networks) {
    var kept = networks.get();
    metadata.retain(kept);
    network.retainMetadata(kept);
  }
}
