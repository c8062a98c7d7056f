package cairn.compute.server;

import cairn.common.Id;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.compute.wire.Wire;
import cairn.compute.wiring.NicWish;
import cairn.compute.wiring.WiredPort;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code /servers/{id}/ips}, {@code /os-interface} and {@code /os-security-groups}. */
public final class ServerNetworkApi {
  private static final String SERVER = "/v2.1/servers/{id}";
  private static final String NICS = SERVER + "/os-interface";

  private final Servers servers;
  private final ServerNetworks networks;

  /** Answers for those servers. */
  public ServerNetworkApi(Servers servers, ServerNetworks networks) {
    this.servers = servers;
    this.networks = networks;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(SERVER + "/ips").policyInHandler(ServerPolicy.IPS_INDEX).to(this::addresses);
    routes.get(SERVER + "/ips/{name}").policyInHandler(ServerPolicy.IPS_SHOW).to(this::network);
    routes
        .get(SERVER + "/os-security-groups")
        .policyInHandler(ServerPolicy.GROUP_LIST)
        .to(this::groups);
    routes.get(NICS).policyInHandler(ServerPolicy.NIC_LIST).to(this::list);
    attach(routes, "2.1", "2.48", "");
    attach(routes, "2.49", "2.9999", ", \"tag\": " + Schemas.TAG);
    routes.get(NICS + "/{port}").policyInHandler(ServerPolicy.NIC_SHOW).to(this::show);
    routes.delete(NICS + "/{port}").policyInHandler(ServerPolicy.NIC_DELETE).to(this::detach);
  }

  private void attach(Routes routes, String since, String until, String more) {
    routes
        .post(NICS)
        .since(since)
        .until(until)
        .body(BodySchema.of(Schemas.action("interfaceAttachment", schema(more))))
        .policyInHandler(ServerPolicy.NIC_CREATE)
        .to(this::attach);
  }

  private static String schema(String more) {
    return """
    {"type": "object", "additionalProperties": false, "properties": {
       "net_id": %1$s, "port_id": %1$s,
       "fixed_ips": {"type": "array", "minItems": 1, "maxItems": 1, "items": {
          "type": "object", "required": ["ip_address"], "additionalProperties": false,
          "properties": {"ip_address": {"type": "string",
                         "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}}}}%2$s}}\
    """
        .formatted(Schemas.UUID, more);
  }

  private Response addresses(Request request) {
    var ports = networks.ports(servers.checked(request));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("addresses");
      ServerJson.addresses(json, ports, false);
      json.writeEndObject();
    });
  }

  private Response network(Request request) {
    var name = request.parameter("name");
    var ports =
        networks.ports(servers.checked(request)).stream()
            .filter(port -> port.networkName().equals(name))
            .toList();
    if (ports.isEmpty()) {
      throw ComputeErrors.notFound("Instance is not a member of specified network");
    }
    return Response.ok(json -> {
      json.writeStartObject();
      ServerJson.network(json, name, ports, false);
      json.writeEndObject();
    });
  }

  private Response groups(Request request) {
    var server = servers.checked(request);
    var groups =
        networks.ports(server).stream()
            .flatMap(port -> port.securityGroups().stream())
            .distinct()
            .toList();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("security_groups");
      for (var group : groups) {
        json.writeStartObject();
        json.writeStringProperty("name", group.name());
        json.writeStringProperty("tenant_id", server.owner().projectId());
        json.writeStringProperty("id", group.id().toString());
        json.writeStringProperty("description", "");
        json.writeArrayPropertyStart("rules");
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response list(Request request) {
    var server = servers.checked(request);
    var ports = networks.ports(server);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("interfaceAttachments");
      ports.forEach(port -> write(json, request, server, port));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response show(Request request) {
    return one(request, servers.checked(request), request.parameter("port"));
  }

  private Response one(Request request, Server server, String id) {
    var port =
        networks.ports(server).stream()
            .filter(known -> known.id().toString().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(() ->
                ComputeErrors.notFound(
                    "Instance %s does not have a port with id %s".formatted(server.id(), id)));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("interfaceAttachment");
      write(json, request, server, port);
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Request request, Server server, WiredPort port) {
    json.writeStartObject();
    json.writeStringProperty("net_id", port.network().toString());
    json.writeStringProperty("port_id", port.id().toString());
    json.writeStringProperty("mac_addr", port.mac());
    json.writeStringProperty("port_state", port.status());
    json.writeArrayPropertyStart("fixed_ips");
    for (var address : port.addresses()) {
      json.writeStartObject();
      json.writeStringProperty("ip_address", address.address());
      json.writeStringProperty("subnet_id", address.subnet().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (request.version().since(2, 70)) {
      var tag =
          server.hardware().nics().stream()
              .filter(nic -> nic.port().equals(port.id()))
              .flatMap(nic -> nic.tag().stream())
              .findFirst();
      Wire.optional(json, "tag", tag);
    }
    json.writeEndObject();
  }

  private Response attach(Request request) {
    var server = servers.checked(request);
    var input = request.body().path("interfaceAttachment");
    var port = id(input, "port_id");
    var network = id(input, "net_id");
    var address = input.path("fixed_ips").path(0).path("ip_address").asStringOpt();
    var tag = input.path("tag").asStringOpt();
    if (port.isPresent() && (network.isPresent() || address.isPresent())) {
      throw ComputeErrors.badRequest(
          network.isPresent()
              ? "Must not input both network_id and port_id"
              : "Must not input both fixed_ips and port_id");
    }
    if (address.isPresent() && network.isEmpty()) {
      throw ComputeErrors.badRequest("Must input network_id when request IP address");
    }
    var wish =
        port.isEmpty() && network.isEmpty()
            ? Optional.<NicWish>empty()
            : Optional.of(new NicWish(network, port, address, tag));
    var plugged = networks.attach(request.caller(), server.id(), wish);
    var now = servers.get(request.caller(), server.id().toString());
    return one(request, now, plugged.toString());
  }

  private static Optional<java.util.UUID> id(JsonNode input, String name) {
    return input.path(name).asStringOpt().flatMap(Id::parse);
  }

  private Response detach(Request request) {
    var server = servers.checked(request);
    networks.detach(request.caller(), server.id(), request.parameter("port"));
    return Response.empty(202);
  }
}
