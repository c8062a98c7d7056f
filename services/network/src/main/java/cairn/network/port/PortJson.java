package cairn.network.port;

import static cairn.network.wire.NetworkErrors.badAttribute;

import cairn.common.Json;
import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.MacAddress;
import cairn.network.network.NetworkId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.subnet.SubnetId;
import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The wire form of ports. */
final class PortJson {
  private static final int PAIRS_MAX = 10;

  private static final Check VNIC_TYPE =
      Check.oneOf(
          "normal", "direct", "macvtap", "baremetal", "direct-physical", "virtio-forwarder");

  static final Shape SHAPE =
      Shape.of(
          "port",
          "ports",
          Attribute.fixed("network_id", Check.UUID).must(),
          Attribute.free("name", Check.text(255)),
          Attribute.free("admin_state_up", Check.BOOLEAN),
          Attribute.free("mac_address", Check.MAC)
              .only(PortPolicy.CREATE_MAC, PortPolicy.UPDATE_MAC),
          Attribute.free("fixed_ips", Check.LIST.orNull())
              .only(PortPolicy.CREATE_FIXED_IPS, PortPolicy.UPDATE_FIXED_IPS),
          Attribute.free("device_id", Check.text(255)),
          Attribute.free("device_owner", Check.text(255)),
          Attribute.free("security_groups", Check.UUID.each().orNull()),
          Attribute.free("port_security_enabled", Check.BOOLEAN)
              .only(PortPolicy.CREATE_SECURITY, PortPolicy.UPDATE_SECURITY),
          Attribute.free("allowed_address_pairs", Check.LIST.orNull())
              .only(PortPolicy.CREATE_PAIRS, PortPolicy.UPDATE_PAIRS),
          Attribute.free("extra_dhcp_opts", Check.LIST.orNull()),
          Attribute.free("binding:host_id", Check.text(255).orNull())
              .only(PortPolicy.CREATE_HOST, PortPolicy.UPDATE_HOST),
          Attribute.free("binding:profile", Check.DICT.orNull())
              .only(PortPolicy.CREATE_PROFILE, PortPolicy.UPDATE_PROFILE),
          Attribute.free("binding:vnic_type", VNIC_TYPE),
          Attribute.shown("binding:vif_type"),
          Attribute.shown("binding:vif_details"),
          Attribute.shown("status"),
          Attribute.shown("tags"));

  private PortJson() {}

  static NewPort read(Input input, NetworkId network, String project) {
    return new NewPort(
        network,
        project,
        input.text("name").orElse(""),
        input.text("description").orElse(""),
        input.text("mac_address").flatMap(MacAddress::parse),
        fixedIps(input),
        input.bool("admin_state_up").orElse(true),
        input.text("device_id").orElse(""),
        input.text("device_owner").orElse(""),
        input.text("binding:host_id").orElse(""),
        input.text("binding:vnic_type").orElse("normal"),
        input.node("binding:profile").orElse(Json.object()),
        input.bool("port_security_enabled"),
        groups(input),
        pairs(input).orElse(List.of()),
        options(input, List.of()).orElse(List.of()));
  }

  static PortChange change(Input input, Port port) {
    return new PortChange(
        input.text("name"),
        input.text("description"),
        input.text("mac_address").flatMap(MacAddress::parse),
        fixedIps(input),
        input.bool("admin_state_up"),
        input.text("device_id"),
        input.text("device_owner"),
        input.isNull("binding:host_id") ? Optional.of("") : input.text("binding:host_id"),
        input.text("binding:vnic_type"),
        input.isNull("binding:profile")
            ? Optional.of(Json.object())
            : input.node("binding:profile"),
        input.bool("port_security_enabled"),
        groups(input),
        pairs(input),
        options(input, port.dhcpOptions()));
  }

  private static Optional<List<SecurityGroupId>> groups(Input input) {
    return input.isNull("security_groups")
        ? Optional.of(List.of())
        : input
            .texts("security_groups")
            .map(ids -> ids.stream().flatMap(id -> SecurityGroupId.parse(id).stream()).toList());
  }

  private static Optional<List<FixedIpWish>> fixedIps(Input input) {
    return input
        .node("fixed_ips")
        .map(list -> {
          var wishes = new ArrayList<FixedIpWish>();
          for (var item : list) {
            var wish = fixedIp(item);
            if (wish.address().isPresent() && wishes.contains(wish)) {
              throw badAttribute(
                  "fixed_ips", "Duplicate IP address '%s'".formatted(wish.address().get()));
            }
            wishes.add(wish);
          }
          return List.copyOf(wishes);
        });
  }

  private static FixedIpWish fixedIp(JsonNode item) {
    if (!item.isObject()) {
      throw badAttribute("fixed_ips", "Invalid data format for fixed IP: '%s'".formatted(item));
    }
    for (var entry : item.properties()) {
      if (!Set.of("subnet_id", "ip_address").contains(entry.getKey())) {
        throw badAttribute("fixed_ips", "Invalid data format for fixed IP: '%s'".formatted(item));
      }
    }
    var subnet = item.path("subnet_id");
    var address = item.path("ip_address");
    return new FixedIpWish(
        subnet.isString()
            ? Optional.of(
                SubnetId.parse(subnet.stringValue())
                    .orElseThrow(() ->
                        badAttribute(
                            "fixed_ips",
                            "'%s' is not a valid UUID".formatted(subnet.stringValue()))))
            : Optional.empty(),
        address.isString()
            ? Optional.of(
                IpAddress.parse(address.stringValue())
                    .orElseThrow(() ->
                        badAttribute(
                            "fixed_ips",
                            "'%s' is not a valid IP address".formatted(address.stringValue()))))
            : Optional.empty());
  }

  private static Optional<List<AddressPair>> pairs(Input input) {
    if (input.isNull("allowed_address_pairs")) {
      return Optional.of(List.of());
    }
    return input
        .node("allowed_address_pairs")
        .map(list -> {
          if (list.size() > PAIRS_MAX) {
            throw NetworkErrors.badRequest(
                "AllowedAddressPairExhausted",
                "The number of allowed address pair exceeds the maximum %d.".formatted(PAIRS_MAX));
          }
          var pairs = new ArrayList<AddressPair>();
          for (var item : list) {
            var pair = pair(item);
            if (pairs.contains(pair)) {
              throw NetworkErrors.badRequest(
                  "DuplicateAddressPairInRequest",
                  "Request contains duplicate address pair: mac_address %s ip_address %s."
                      .formatted(pair.mac(), pair.ip()));
            }
            pairs.add(pair);
          }
          return List.copyOf(pairs);
        });
  }

  private static AddressPair pair(JsonNode item) {
    if (!item.path("ip_address").isString()) {
      throw NetworkErrors.badRequest(
          "AllowedAddressPairsMissingIP", "AllowedAddressPair must contain ip_address");
    }
    var given = item.get("ip_address").stringValue();
    var range =
        Cidr.parse(given)
            .orElseThrow(() ->
                badAttribute(
                    "allowed_address_pairs",
                    "'%s' is not a valid IP address or subnet".formatted(given)));
    var mac = item.path("mac_address");
    return new AddressPair(
        given.contains("/") ? range.toString() : range.first().toString(),
        mac.isString()
            ? MacAddress.parse(mac.stringValue())
                .orElseThrow(() ->
                    badAttribute(
                        "allowed_address_pairs",
                        "'%s' is not a valid MAC address".formatted(mac.stringValue())))
                .text()
            : "");
  }

  /** Options are changed one by one; a null value takes one away. */
  private static Optional<List<DhcpOption>> options(Input input, List<DhcpOption> present) {
    return input
        .node("extra_dhcp_opts")
        .map(list -> {
          var options = new ArrayList<>(present);
          for (var item : list) {
            if (!item.path("opt_name").isString() || item.get("opt_name").stringValue().isBlank()) {
              throw badAttribute("extra_dhcp_opts", "Invalid data format: '%s'".formatted(item));
            }
            var name = item.get("opt_name").stringValue();
            int version = Input.number(item.path("ip_version")).orElse(4);
            options.removeIf(option -> option.name().equals(name) && option.ipVersion() == version);
            if (item.path("opt_value").isString()) {
              options.add(new DhcpOption(name, item.get("opt_value").stringValue(), version));
            }
          }
          return List.copyOf(options);
        });
  }

  static void write(Port port, boolean binding, JsonOut out) {
    out.text("id", port.id())
        .text("name", port.name())
        .text("network_id", port.network())
        .project(port.projectId())
        .text("mac_address", port.mac())
        .bool("admin_state_up", port.adminStateUp())
        .text("status", port.status())
        .text("device_id", port.deviceId())
        .text("device_owner", port.deviceOwner())
        .value("fixed_ips", () -> fixedIps(port, out))
        .tree("allowed_address_pairs", PortRow.pairs(port.addressPairs()))
        .tree("extra_dhcp_opts", PortRow.options(port.dhcpOptions()))
        .texts("security_groups", port.securityGroups())
        .bool("port_security_enabled", port.portSecurity())
        .text("binding:vnic_type", port.vnicType());
    if (binding) {
      var bound = !port.host().isEmpty();
      out.text("binding:host_id", port.host())
          .text("binding:vif_type", bound ? "ovs" : "unbound")
          .tree("binding:profile", port.bindingProfile())
          .tree(
              "binding:vif_details",
              bound
                  ? Json.object()
                      .put("port_filter", true)
                      .put("connectivity", "l2")
                      .put("bridge_name", "br-int")
                      .put("datapath_type", "system")
                  : Json.object());
    }
    out.standard(port.standard());
  }

  private static void fixedIps(Port port, JsonOut out) {
    var json = out.json();
    json.writeStartArray();
    for (var ip : port.fixedIps()) {
      json.writeStartObject();
      json.writeStringProperty("subnet_id", ip.subnet().toString());
      json.writeStringProperty("ip_address", ip.address());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
