package cairn.compute.server;

import cairn.compute.flavor.Flavor;
import cairn.compute.wire.Wire;
import cairn.compute.wiring.WiredPort;
import cairn.http.Microversion;
import cairn.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Servers on the wire. */
final class ServerJson {
  private static final Set<ServerStatus> WITH_PROGRESS =
      Set.of(ServerStatus.ACTIVE, ServerStatus.BUILD);

  /**
   * What the caller may see.
   *
   * @param extended the host and other inner things
   * @param specs the flavor's extra specs
   * @param groups whether the server's group is written: everywhere but in lists
   * @param all whether everything is written, which updates do from 2.75 on
   */
  record Sight(boolean extended, boolean specs, boolean groups, boolean all) {}

  private final JsonGenerator json;
  private final Request request;
  private final Microversion version;
  private final Sight sight;

  ServerJson(JsonGenerator json, Request request, Sight sight) {
    this.json = json;
    this.request = request;
    this.version = request.version();
    this.sight = sight;
  }

  static void summary(JsonGenerator json, Request request, Server server) {
    json.writeStartObject();
    json.writeStringProperty("id", server.id().toString());
    json.writeStringProperty("name", server.label().name());
    Wire.links(json, request, "/servers/" + server.id());
    json.writeEndObject();
  }

  /** The whole of a server. */
  void detail(Server server, ServerDetails details) {
    json.writeStartObject();
    common(server, details.ports(server));
    if (sight.all()) {
      placed(server, details);
      states(server);
    }
    versioned(server, details);
    json.writeEndObject();
  }

  private void common(Server server, List<WiredPort> ports) {
    json.writeStringProperty("id", server.id().toString());
    json.writeStringProperty("name", server.label().name());
    json.writeStringProperty("status", server.state().status().name());
    json.writeStringProperty("tenant_id", server.owner().projectId());
    json.writeStringProperty("user_id", server.owner().userId());
    json.writeObjectPropertyStart("metadata");
    server.label().metadata().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("hostId", HostHash.of(server));
    json.writeObjectPropertyStart("image");
    var image = server.hardware().image().id().toString();
    json.writeStringProperty("id", image);
    Wire.bookmark(json, request, "/images/" + image);
    json.writeEndObject();
    flavor(server.hardware().flavor());
    json.writeStringProperty("created", Wire.time(server.times().created()));
    json.writeStringProperty("updated", Wire.time(server.times().updated()));
    addresses(ports, sight.all());
    json.writeStringProperty("accessIPv4", server.login().accessIpv4().orElse(""));
    json.writeStringProperty("accessIPv6", server.login().accessIpv6().orElse(""));
    Wire.links(json, request, "/servers/" + server.id());
    json.writeStringProperty("OS-DCF:diskConfig", server.hardware().diskConfig());
    if (WITH_PROGRESS.contains(server.state().status())) {
      json.writeNumberProperty("progress", 0);
    }
    fault(server);
  }

  private void fault(Server server) {
    var shown =
        server.state().status() == ServerStatus.ERROR
            || server.state().status() == ServerStatus.DELETED;
    if (shown && server.state().fault().isPresent()) {
      var fault = server.state().fault().get();
      json.writeObjectPropertyStart("fault");
      json.writeNumberProperty("code", fault.code());
      json.writeStringProperty("created", Wire.time(fault.created()));
      json.writeStringProperty("message", fault.message());
      if (request.caller().hasRole("admin") && !fault.details().isEmpty()) {
        json.writeStringProperty("details", fault.details());
      }
      json.writeEndObject();
    }
  }

  private void flavor(Flavor flavor) {
    json.writeObjectPropertyStart("flavor");
    if (version.since(2, 47)) {
      json.writeNumberProperty("vcpus", flavor.vcpus());
      json.writeNumberProperty("ram", flavor.memoryMib());
      json.writeNumberProperty("disk", flavor.diskGib());
      json.writeNumberProperty("ephemeral", flavor.ephemeralGib());
      json.writeNumberProperty("swap", flavor.swapMib());
      json.writeStringProperty("original_name", flavor.name());
      if (sight.specs()) {
        json.writeObjectPropertyStart("extra_specs");
        flavor.extraSpecs().forEach(json::writeStringProperty);
        json.writeEndObject();
      }
    } else {
      json.writeStringProperty("id", flavor.id());
      Wire.bookmark(json, request, "/flavors/" + flavor.id());
    }
    json.writeEndObject();
  }

  private void addresses(List<WiredPort> ports, boolean extended) {
    json.writeName("addresses");
    addresses(json, ports, extended);
  }

  /** Addresses by the name of their network. */
  static void addresses(JsonGenerator json, List<WiredPort> ports, boolean extended) {
    json.writeStartObject();
    var networks = new LinkedHashMap<String, List<WiredPort>>();
    for (var port : ports) {
      networks.computeIfAbsent(port.networkName(), _ -> new ArrayList<>()).add(port);
    }
    networks.forEach((name, members) -> network(json, name, members, extended));
    json.writeEndObject();
  }

  static void network(JsonGenerator json, String name, List<WiredPort> ports, boolean extended) {
    json.writeArrayPropertyStart(name);
    for (var port : ports) {
      for (var address : port.addresses()) {
        address(json, address.address(), "fixed", port.mac(), extended);
        for (var floating : port.floatingIps()) {
          if (floating.fixedIp().equals(address.address())) {
            address(json, floating.address(), "floating", port.mac(), extended);
          }
        }
      }
    }
    json.writeEndArray();
  }

  private static void address(
      JsonGenerator json, String address, String type, String mac, boolean extended) {
    json.writeStartObject();
    json.writeNumberProperty("version", address.contains(":") ? 6 : 4);
    json.writeStringProperty("addr", address);
    if (extended) {
      json.writeStringProperty("OS-EXT-IPS:type", type);
      json.writeStringProperty("OS-EXT-IPS-MAC:mac_addr", mac);
    }
    json.writeEndObject();
  }

  private void placed(Server server, ServerDetails details) {
    json.writeStringProperty("OS-EXT-AZ:availability_zone", server.place().zone().orElse(""));
    json.writeStringProperty("config_drive", server.hardware().configDrive() ? "True" : "");
    Wire.optional(json, "key_name", server.login().key().map(Server.Key::name));
    Wire.optionalTime(json, "OS-SRV-USG:launched_at", server.times().launched());
    Wire.optionalTime(json, "OS-SRV-USG:terminated_at", server.times().terminated());
    groups(details.ports(server));
    if (sight.extended()) {
      Wire.optional(json, "OS-EXT-SRV-ATTR:host", server.place().hostName());
      Wire.optional(json, "OS-EXT-SRV-ATTR:hypervisor_hostname", server.place().hostName());
      json.writeStringProperty("OS-EXT-SRV-ATTR:instance_name", instanceName(server));
      if (version.since(2, 3)) {
        inner(server);
      }
    }
    json.writeArrayPropertyStart("os-extended-volumes:volumes_attached");
    json.writeEndArray();
  }

  private static String instanceName(Server server) {
    return "instance-" + server.id().toString().substring(0, 8);
  }

  private void inner(Server server) {
    var image = server.hardware().image();
    json.writeStringProperty("OS-EXT-SRV-ATTR:reservation_id", server.batch().reservationId());
    json.writeNumberProperty("OS-EXT-SRV-ATTR:launch_index", server.batch().launchIndex());
    json.writeStringProperty("OS-EXT-SRV-ATTR:hostname", server.label().hostname());
    json.writeStringProperty(
        "OS-EXT-SRV-ATTR:kernel_id", image.kernel().map(file -> file.id().toString()).orElse(""));
    json.writeStringProperty(
        "OS-EXT-SRV-ATTR:ramdisk_id", image.ramdisk().map(file -> file.id().toString()).orElse(""));
    json.writeStringProperty("OS-EXT-SRV-ATTR:root_device_name", "/dev/vda");
    Wire.optional(json, "OS-EXT-SRV-ATTR:user_data", server.login().userData());
  }

  /** One entry for each port and group of it, as the reference has it; none without a group. */
  private void groups(List<WiredPort> ports) {
    var names = new LinkedHashSet<String>();
    ports.forEach(port -> port.securityGroups().forEach(group -> names.add(group.name())));
    if (names.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("security_groups");
    for (var name : names) {
      json.writeStartObject();
      json.writeStringProperty("name", name);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void states(Server server) {
    Wire.optional(json, "OS-EXT-STS:task_state", server.state().task().map(Task::wire));
    json.writeStringProperty("OS-EXT-STS:vm_state", server.state().status().vmState());
    json.writeNumberProperty("OS-EXT-STS:power_state", server.state().powerState());
  }

  private void versioned(Server server, ServerDetails details) {
    if (version.since(2, 9)) {
      json.writeBooleanProperty("locked", server.state().lock().isPresent());
    }
    if (version.since(2, 16) && sight.all()) {
      details
          .hostStatus(server)
          .ifPresent(status -> json.writeStringProperty("host_status", status));
    }
    if (version.since(2, 19)) {
      Wire.optional(json, "description", server.label().description());
    }
    if (version.since(2, 26)) {
      json.writeArrayPropertyStart("tags");
      server.label().tags().forEach(json::writeString);
      json.writeEndArray();
    }
    if (version.since(2, 63)) {
      json.writeNullProperty("trusted_image_certificates");
    }
    if (version.since(2, 71) && sight.groups()) {
      json.writeArrayPropertyStart("server_groups");
      server.place().group().ifPresent(group -> json.writeString(group.toString()));
      json.writeEndArray();
    }
    if (version.since(2, 73)) {
      Wire.optional(json, "locked_reason", server.state().lock().flatMap(Server.Lock::reason));
    }
    if (version.since(2, 90) && !(sight.extended() && sight.all())) {
      json.writeStringProperty("OS-EXT-SRV-ATTR:hostname", server.label().hostname());
    }
    if (version.since(2, 96) && sight.all()) {
      Wire.optional(json, "pinned_availability_zone", server.place().zoneWanted());
    }
  }

  /** What is answered to a request for a new server. */
  static void created(
      JsonGenerator json,
      Request request,
      Server server,
      Optional<String> password,
      List<Map<String, String>> groups) {
    json.writeStartObject();
    json.writeObjectPropertyStart("server");
    json.writeStringProperty("id", server.id().toString());
    Wire.links(json, request, "/servers/" + server.id());
    json.writeStringProperty("OS-DCF:diskConfig", server.hardware().diskConfig());
    json.writeArrayPropertyStart("security_groups");
    for (var group : groups) {
      json.writeStartObject();
      group.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    json.writeEndArray();
    password.ifPresent(text -> json.writeStringProperty("adminPass", text));
    json.writeEndObject();
    json.writeEndObject();
  }
}
