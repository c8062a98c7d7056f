package cairn.network.subnet;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.subnetpool.SubnetPoolId;
import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The wire form of subnets. */
final class SubnetJson {
  private static final Check MODE =
      Check.oneOf(Subnet.STATEFUL, Subnet.STATELESS, Subnet.SLAAC).orNull();

  static final Shape SHAPE =
      Shape.of(
          "subnet",
          "subnets",
          Attribute.fixed("network_id", Check.UUID).must(),
          Attribute.free("name", Check.text(255)),
          Attribute.fixed("ip_version", Check.integer(4, 6)).must(),
          Attribute.fixed("cidr", Check.SUBNET.orNull()),
          Attribute.free("gateway_ip", Check.ADDRESS.orNull()),
          Attribute.free("allocation_pools", Check.LIST.orNull()),
          Attribute.free("dns_nameservers", Check.text(255).each().orNull()),
          Attribute.free("host_routes", Check.LIST.orNull()),
          Attribute.free("enable_dhcp", Check.BOOLEAN),
          Attribute.fixed("ipv6_ra_mode", MODE),
          Attribute.fixed("ipv6_address_mode", MODE),
          Attribute.free("service_types", Check.text(255).each()),
          Attribute.fixed("subnetpool_id", Check.UUID.orNull()),
          Attribute.fixed("use_default_subnetpool", Check.BOOLEAN),
          Attribute.fixed("prefixlen", Check.integer(0, 128).orNull()),
          Attribute.shown("tags"));

  private SubnetJson() {}

  /**
   * Reads a new subnet.
   *
   * @param cidr its range, given or cut from the pool
   */
  static NewSubnet read(Input input, String project, Cidr cidr, Optional<SubnetPoolId> pool) {
    return new NewSubnet(
        project,
        input.text("name").orElse(""),
        input.text("description").orElse(""),
        cidr,
        input.has("gateway_ip"),
        input.text("gateway_ip").flatMap(IpAddress::parse),
        input.bool("enable_dhcp").orElse(true),
        input.text("ipv6_ra_mode"),
        input.text("ipv6_address_mode"),
        input.texts("dns_nameservers").orElse(List.of()),
        input
            .node("host_routes")
            .map(list -> HostRoute.read("host_routes", list))
            .orElse(List.of()),
        input.node("allocation_pools").map(SubnetJson::pools),
        input.texts("service_types").orElse(List.of()),
        pool);
  }

  static Subnet change(Subnet subnet, Input input) {
    return subnet.with(
        input.text("name").orElse(subnet.name()),
        input.text("description").orElse(subnet.standard().description()),
        input.has("gateway_ip")
            ? input.text("gateway_ip").flatMap(IpAddress::parse)
            : subnet.gatewayIp(),
        input.bool("enable_dhcp").orElse(subnet.dhcp()),
        input.has("dns_nameservers")
            ? input.texts("dns_nameservers").orElse(List.of())
            : subnet.dnsServers(),
        input.has("host_routes")
            ? input
                .node("host_routes")
                .map(list -> HostRoute.read("host_routes", list))
                .orElse(List.of())
            : subnet.hostRoutes(),
        input.node("allocation_pools").map(SubnetJson::pools).orElse(subnet.pools()),
        input.texts("service_types").orElse(subnet.serviceTypes()));
  }

  private static List<IpRange> pools(JsonNode list) {
    var pools = new ArrayList<IpRange>();
    for (var item : list) {
      var first = address(item, "start");
      var last = address(item, "end");
      if (first.isEmpty() || last.isEmpty()) {
        throw NetworkErrors.badAttribute(
            "allocation_pools", "Invalid data format for IP pool: '%s'".formatted(item));
      }
      if (first.get().version() != last.get().version() || first.get().compareTo(last.get()) > 0) {
        throw NetworkErrors.badRequest(
            "InvalidAllocationPool",
            "The allocation pool %s-%s is not valid.".formatted(first.get(), last.get()));
      }
      pools.add(new IpRange(first.get(), last.get()));
    }
    return List.copyOf(pools);
  }

  private static Optional<IpAddress> address(JsonNode pool, String name) {
    return pool.path(name).isString()
        ? IpAddress.parse(pool.get(name).stringValue())
        : Optional.empty();
  }

  static void write(Subnet subnet, JsonOut out) {
    var json = out.json();
    out.text("id", subnet.id())
        .text("name", subnet.name())
        .project(subnet.projectId())
        .text("network_id", subnet.networkId())
        .number("ip_version", subnet.ipVersion())
        .textOrNull("subnetpool_id", subnet.pool())
        .bool("enable_dhcp", subnet.dhcp())
        .textOrNull("ipv6_ra_mode", subnet.raMode())
        .textOrNull("ipv6_address_mode", subnet.addressMode())
        .textOrNull("gateway_ip", subnet.gatewayIp())
        .text("cidr", subnet.cidr())
        .value(
            "allocation_pools",
            () -> {
              json.writeStartArray();
              for (var pool : subnet.pools()) {
                json.writeStartObject();
                json.writeStringProperty("start", pool.first().toString());
                json.writeStringProperty("end", pool.last().toString());
                json.writeEndObject();
              }
              json.writeEndArray();
            })
        .tree("host_routes", HostRoute.tree(subnet.hostRoutes()))
        .texts("dns_nameservers", subnet.dnsServers())
        .texts("service_types", subnet.serviceTypes())
        .standard(subnet.standard());
  }
}
