package cairn.network.network;

import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.Shape;
import java.util.List;

/** The wire form of networks. */
final class NetworkJson {
  static final Shape SHAPE =
      Shape.of(
          "network",
          "networks",
          Attribute.free("name", Check.text(255)),
          Attribute.free("admin_state_up", Check.BOOLEAN),
          Attribute.free("shared", Check.BOOLEAN)
              .only(NetworkPolicy.CREATE_SHARED, NetworkPolicy.UPDATE_SHARED),
          Attribute.free("router:external", Check.BOOLEAN)
              .only(NetworkPolicy.CREATE_EXTERNAL, NetworkPolicy.UPDATE_EXTERNAL),
          Attribute.free("is_default", Check.BOOLEAN)
              .only(NetworkPolicy.CREATE_DEFAULT, NetworkPolicy.UPDATE_DEFAULT),
          Attribute.free("port_security_enabled", Check.BOOLEAN),
          Attribute.free("mtu", Check.integer(68, 65535)),
          Attribute.fixed("availability_zone_hints", Check.text(255).each()),
          Attribute.fixed("provider:network_type", Check.text(32))
              .only(NetworkPolicy.CREATE_PROVIDER, NetworkPolicy.CREATE_PROVIDER),
          Attribute.fixed("provider:physical_network", Check.text(64).orNull())
              .only(NetworkPolicy.CREATE_PHYSICAL, NetworkPolicy.CREATE_PHYSICAL),
          Attribute.fixed("provider:segmentation_id", Check.integer(0, 16777215).orNull())
              .only(NetworkPolicy.CREATE_SEGMENT, NetworkPolicy.CREATE_SEGMENT),
          Attribute.shown("status"),
          Attribute.shown("subnets"),
          Attribute.shown("availability_zones"),
          Attribute.shown("tags"));

  private NetworkJson() {}

  static NewNetwork read(Input input, String project) {
    return new NewNetwork(
        project,
        input.text("name").orElse(""),
        input.text("description").orElse(""),
        input.bool("admin_state_up").orElse(true),
        input.bool("shared").orElse(false),
        input.bool("router:external").orElse(false),
        input.bool("is_default").orElse(false),
        input.bool("port_security_enabled").orElse(true),
        input.integer("mtu"),
        input.text("provider:network_type"),
        input.text("provider:physical_network"),
        input.integer("provider:segmentation_id"),
        input.texts("availability_zone_hints").orElse(List.of()));
  }

  static void write(Network network, String zone, boolean provider, JsonOut out) {
    out.text("id", network.id())
        .text("name", network.name())
        .project(network.projectId())
        .bool("admin_state_up", network.adminStateUp())
        .text("status", "ACTIVE")
        .bool("shared", network.shared())
        .bool("router:external", network.external())
        .number("mtu", network.mtu())
        .bool("port_security_enabled", network.portSecurity())
        .texts("subnets", network.subnets())
        .texts("availability_zone_hints", network.zoneHints())
        .texts("availability_zones", List.of(zone));
    if (network.external()) {
      out.bool("is_default", network.isDefault());
    }
    if (provider) {
      out.text("provider:network_type", network.type())
          .textOrNull("provider:physical_network", network.physicalNetwork())
          .numberOrNull("provider:segmentation_id", network.segmentationId());
    }
    out.standard(network.standard());
  }
}
