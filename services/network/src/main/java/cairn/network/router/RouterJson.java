package cairn.network.router;

import cairn.common.Id;
import cairn.network.address.IpAddress;
import cairn.network.port.FixedIpWish;
import cairn.network.subnet.HostRoute;
import cairn.network.subnet.SubnetId;
import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The wire form of routers, and who may do what with them. */
final class RouterJson {
  static final NounPolicy POLICY = NounPolicy.usual("router");

  static final Rule SNAT = admin("create_router:external_gateway_info:enable_snat");
  static final Rule ADDRESSES = admin("create_router:external_gateway_info:external_fixed_ips");
  static final Rule UPDATE_SNAT = admin("update_router:external_gateway_info:enable_snat");
  static final Rule UPDATE_ADDRESSES =
      admin("update_router:external_gateway_info:external_fixed_ips");
  static final Rule ADD_INTERFACE =
      new Rule("add_router_interface", NounPolicy.MEMBER, "Add an interface to a router");
  static final Rule REMOVE_INTERFACE =
      new Rule("remove_router_interface", NounPolicy.MEMBER, "Remove an interface of a router");
  static final Rule ADD_ROUTES =
      new Rule("add_extraroutes", NounPolicy.MEMBER, "Add routes to a router");
  static final Rule REMOVE_ROUTES =
      new Rule("remove_extraroutes", NounPolicy.MEMBER, "Remove routes of a router");

  static final List<Rule> MORE = List.of(SNAT, ADDRESSES, UPDATE_SNAT, UPDATE_ADDRESSES);

  private static final Set<String> GATEWAY_KEYS =
      Set.of("network_id", "enable_snat", "external_fixed_ips", "qos_policy_id");

  static final Shape SHAPE =
      Shape.of(
          "router",
          "routers",
          Attribute.free("name", Check.text(255)),
          Attribute.free("admin_state_up", Check.BOOLEAN),
          Attribute.free("external_gateway_info", Check.DICT.orNull()),
          new Attribute(
              "routes",
              Check.LIST.orNull(),
              false,
              true,
              false,
              Optional.empty(),
              Optional.empty()),
          Attribute.fixed("availability_zone_hints", Check.text(255).each()),
          Attribute.shown("availability_zones"),
          Attribute.shown("status"),
          Attribute.shown("tags"));

  private RouterJson() {}

  private static Rule admin(String name) {
    return new Rule(name, NounPolicy.ADMIN, "The attribute that the name ends with");
  }

  /** The gateway that is wished for; empty when none is, or when it is wished away. */
  static Optional<GatewayWish> gateway(Input input) {
    return input
        .node("external_gateway_info")
        .filter(info -> !info.isEmpty())
        .map(info -> {
          for (var entry : info.properties()) {
            if (!GATEWAY_KEYS.contains(entry.getKey())) {
              throw bad("Unexpected key '%s'".formatted(entry.getKey()));
            }
          }
          var network = info.path("network_id");
          if (!network.isString() || Id.parse(network.stringValue()).isEmpty()) {
            throw bad("'%s' is not a valid UUID".formatted(network));
          }
          var snat = info.path("enable_snat");
          if (!snat.isMissingNode() && !snat.isBoolean()) {
            throw bad("'%s' cannot be converted to boolean".formatted(snat));
          }
          return new GatewayWish(
              network.stringValue(),
              snat.isBoolean() ? Optional.of(snat.booleanValue()) : Optional.empty(),
              info.path("external_fixed_ips").isArray()
                  ? Optional.of(wishes(info.get("external_fixed_ips")))
                  : Optional.empty());
        });
  }

  private static List<FixedIpWish> wishes(JsonNode list) {
    var wishes = new ArrayList<FixedIpWish>();
    for (var item : list) {
      var subnet = item.path("subnet_id");
      var address = item.path("ip_address");
      wishes.add(
          new FixedIpWish(
              subnet.isString()
                  ? Optional.of(
                      SubnetId.parse(subnet.stringValue())
                          .orElseThrow(() -> bad("%s is not a valid UUID".formatted(subnet))))
                  : Optional.empty(),
              address.isString()
                  ? Optional.of(
                      IpAddress.parse(address.stringValue())
                          .orElseThrow(
                              () -> bad("%s is not a valid IP address".formatted(address))))
                  : Optional.empty()));
    }
    return wishes;
  }

  private static RuntimeException bad(String reason) {
    return NetworkErrors.badAttribute("external_gateway_info", reason);
  }

  static Optional<List<HostRoute>> routes(Input input) {
    return input.has("routes")
        ? Optional.of(
            input.node("routes").map(list -> HostRoute.read("routes", list)).orElse(List.of()))
        : Optional.empty();
  }

  static void write(Router router, String zone, JsonOut out) {
    out.text("id", router.id())
        .text("name", router.name())
        .project(router.projectId())
        .bool("admin_state_up", router.adminStateUp())
        .text("status", router.status())
        .value("external_gateway_info", () -> gateway(router, out))
        .tree("routes", HostRoute.tree(router.routes()))
        .texts("availability_zone_hints", router.zoneHints())
        .texts("availability_zones", List.of(zone))
        .standard(router.standard());
  }

  private static void gateway(Router router, JsonOut out) {
    var json = out.json();
    if (router.gateway().isEmpty()) {
      json.writeNull();
      return;
    }
    var gateway = router.gateway().get();
    json.writeStartObject();
    json.writeStringProperty("network_id", gateway.network().toString());
    json.writeArrayPropertyStart("external_fixed_ips");
    for (var ip : gateway.fixedIps()) {
      json.writeStartObject();
      json.writeStringProperty("subnet_id", ip.subnet().toString());
      json.writeStringProperty("ip_address", ip.address());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanProperty("enable_snat", router.snat());
    json.writeEndObject();
  }

  static void write(RouterLegs.Interface leg, tools.jackson.core.JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", leg.router().toString());
    json.writeStringProperty("tenant_id", leg.projectId());
    json.writeStringProperty("project_id", leg.projectId());
    json.writeStringProperty("port_id", leg.port().toString());
    json.writeStringProperty("network_id", leg.network().toString());
    json.writeStringProperty("subnet_id", leg.subnets().getFirst().toString());
    json.writeArrayPropertyStart("subnet_ids");
    leg.subnets().forEach(subnet -> json.writeString(subnet.toString()));
    json.writeEndArray();
    json.writeArrayPropertyStart("tags");
    json.writeEndArray();
    json.writeEndObject();
  }
}
