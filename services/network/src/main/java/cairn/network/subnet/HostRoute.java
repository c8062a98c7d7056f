package cairn.network.subnet;

import cairn.common.Json;
import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.wire.NetworkErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A next hop for a destination.
 *
 * @param destination in CIDR form
 * @param nexthop an address
 */
public record HostRoute(String destination, String nexthop) {
  /**
   * Reads a list of them from a body.
   *
   * @throws cairn.common.CloudException BAD_REQUEST, naming the attribute
   */
  public static List<HostRoute> read(String attribute, JsonNode list) {
    var routes = new ArrayList<HostRoute>();
    for (var item : list) {
      if (!item.isObject()
          || item.size() != 2
          || !item.path("destination").isString()
          || !item.path("nexthop").isString()) {
        throw NetworkErrors.badAttribute(
            attribute, "Invalid data format for hostroute: '%s'".formatted(item));
      }
      var destination = item.get("destination").stringValue();
      var nexthop = item.get("nexthop").stringValue();
      var range = destination.contains("/") ? Cidr.parse(destination) : Optional.<Cidr>empty();
      var hop = IpAddress.parse(nexthop);
      if (range.isEmpty()) {
        throw NetworkErrors.badAttribute(
            attribute, "'%s' is not a valid IP subnet".formatted(destination));
      }
      if (hop.isEmpty()) {
        throw NetworkErrors.badAttribute(
            attribute, "'%s' is not a valid IP address".formatted(nexthop));
      }
      var route = new HostRoute(range.get().toString(), hop.get().toString());
      if (routes.contains(route)) {
        throw NetworkErrors.badAttribute(attribute, "Duplicate hostroute '%s'".formatted(item));
      }
      routes.add(route);
    }
    return List.copyOf(routes);
  }

  /** Reads a stored list. */
  public static List<HostRoute> stored(JsonNode list) {
    var routes = new ArrayList<HostRoute>();
    list.forEach(item ->
        routes.add(
            new HostRoute(
                item.get("destination").stringValue(), item.get("nexthop").stringValue())));
    return List.copyOf(routes);
  }

  /** The wire form, which is also the stored one. */
  public static JsonNode tree(List<HostRoute> routes) {
    var list = Json.MAPPER.createArrayNode();
    for (var route : routes) {
      list.add(
          Json.object().put("destination", route.destination()).put("nexthop", route.nexthop()));
    }
    return list;
  }

  /** Whether both ends are of that IP version. */
  public boolean isOf(int version) {
    return Cidr.of(destination).version() == version && IpAddress.of(nexthop).version() == version;
  }
}
