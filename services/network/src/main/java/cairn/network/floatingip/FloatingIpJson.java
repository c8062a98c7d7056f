package cairn.network.floatingip;

import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.policy.Rule;

/** The wire form of floating IPs, and who may do what with them. */
final class FloatingIpJson {
  static final NounPolicy POLICY = NounPolicy.usual("floatingip");

  private static final Rule ADDRESS =
      new Rule(
          "create_floatingip:floating_ip_address",
          NounPolicy.ADMIN,
          "Choose the address of a floating IP");

  static final Shape SHAPE =
      Shape.of(
          "floatingip",
          "floatingips",
          Attribute.fixed("floating_network_id", Check.UUID).must(),
          Attribute.fixed("floating_ip_address", Check.ADDRESS.orNull()).only(ADDRESS, ADDRESS),
          Attribute.fixed("subnet_id", Check.UUID.orNull()),
          Attribute.free("port_id", Check.UUID.orNull()),
          Attribute.free("fixed_ip_address", Check.ADDRESS.orNull()),
          Attribute.shown("router_id"),
          Attribute.shown("status"),
          Attribute.shown("port_details"),
          Attribute.shown("tags"));

  private FloatingIpJson() {}

  static void write(FloatingIp floating, JsonOut out) {
    var association = floating.association();
    out.text("id", floating.id())
        .project(floating.projectId())
        .text("floating_ip_address", floating.address())
        .text("floating_network_id", floating.network())
        .textOrNull("router_id", association.flatMap(FloatingIp.Association::router))
        .textOrNull("port_id", association.map(FloatingIp.Association::port))
        .textOrNull("fixed_ip_address", association.map(FloatingIp.Association::fixedIp))
        .text("status", floating.status())
        .value(
            "port_details",
            () ->
                association.ifPresentOrElse(
                    some -> details(some.details(), out), () -> out.json().writeNull()))
        .standard(floating.standard());
  }

  private static void details(FloatingIp.PortDetails port, JsonOut out) {
    var json = out.json();
    json.writeStartObject();
    json.writeStringProperty("name", port.name());
    json.writeStringProperty("network_id", port.network().toString());
    json.writeStringProperty("mac_address", port.mac());
    json.writeBooleanProperty("admin_state_up", port.adminStateUp());
    json.writeStringProperty("status", port.status());
    json.writeStringProperty("device_id", port.deviceId());
    json.writeStringProperty("device_owner", port.deviceOwner());
    json.writeEndObject();
  }
}
