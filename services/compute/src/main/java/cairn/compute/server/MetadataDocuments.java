package cairn.compute.server;

import cairn.common.Json;
import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.WiredSubnet;
import cairn.protocol.GuestSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents that a guest reads about itself, as OpenStack writes them (Nova user guide,
 * "Metadata"; {@code nova/api/metadata/base.py}), and what Amazon's form is made of.
 */
final class MetadataDocuments {
  private static final String OPENSTACK = "openstack/latest/";
  private static final String AMAZON = "ec2/latest/";

  private MetadataDocuments() {}

  static GuestSpec.Metadata of(
      Server server, List<WiredPort> ports, Map<UUID, List<WiredSubnet>> subnets, String domain) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(OPENSTACK + "meta_data.json", bytes(openstack(server, ports, domain)));
    files.put(OPENSTACK + "network_data.json", bytes(NetworkData.of(ports, subnets)));
    files.put(OPENSTACK + "vendor_data.json", bytes(Json.object()));
    files.put(OPENSTACK + "vendor_data2.json", bytes(Json.object()));
    files.put(AMAZON + "meta-data.json", bytes(amazon(server, ports, domain)));
    server
        .login()
        .userData()
        .map(text -> Base64.getMimeDecoder().decode(text))
        .ifPresent(data -> {
          files.put(OPENSTACK + "user_data", data);
          files.put(AMAZON + "user-data", data);
        });
    return new GuestSpec.Metadata(files);
  }

  private static byte[] bytes(ObjectNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode openstack(Server server, List<WiredPort> ports, String domain) {
    var document = Json.object();
    document.put("uuid", server.id().toString());
    document.put("name", server.label().name());
    document.put("hostname", fullName(server, domain));
    document.put("availability_zone", server.place().zone().orElse("nova"));
    document.put("launch_index", server.batch().launchIndex());
    document.put("project_id", server.owner().projectId());
    server
        .login()
        .key()
        .ifPresent(key -> {
          document.putObject("public_keys").put(key.name(), key.publicKey());
          document
              .putArray("keys")
              .addObject()
              .put("name", key.name())
              .put("type", key.type())
              .put("data", key.publicKey());
        });
    if (!server.label().metadata().isEmpty()) {
      var meta = document.putObject("meta");
      server.label().metadata().forEach(meta::put);
    }
    document.put("random_seed", Base64.getEncoder().encodeToString(server.login().randomSeed()));
    document.set("devices", devices(server, ports));
    document.putArray("dedicated_cpus");
    return document;
  }

  /** Interfaces that the user tagged. */
  private static ArrayNode devices(Server server, List<WiredPort> ports) {
    var devices = JsonNodeFactory.instance.arrayNode();
    for (var nic : server.hardware().nics()) {
      if (nic.tag().isPresent()) {
        ports.stream()
            .filter(port -> port.id().equals(nic.port()))
            .forEach(port -> {
              var device = devices.addObject();
              device.put("type", "nic");
              device.put("mac", port.mac());
              device.putArray("tags").add(nic.tag().get());
            });
      }
    }
    return devices;
  }

  private static String fullName(Server server, String domain) {
    var name = server.label().hostname();
    return name.contains(".") || domain.isEmpty() ? name : name + "." + domain;
  }

  private static ObjectNode amazon(Server server, List<WiredPort> ports, String domain) {
    var document = Json.object();
    var instance = "i-" + server.id().toString().substring(0, 8);
    document.put("ami-id", "ami-" + server.hardware().image().id().toString().substring(0, 8));
    document.put("ami-launch-index", Integer.toString(server.batch().launchIndex()));
    // The reference's own words: images have no manifest, and guests know this value.
    document.put("ami-manifest-path", "FIXME");
    document.putObject("block-device-mapping").put("ami", "vda").put("root", "/dev/vda");
    document.put("hostname", fullName(server, domain));
    document.put("instance-action", "none");
    document.put("instance-id", instance);
    document.put("instance-type", server.hardware().flavor().name());
    document.put("local-hostname", fullName(server, domain));
    document.put("local-ipv4", firstFixed(ports));
    document.putObject("placement").put("availability-zone", server.place().zone().orElse("nova"));
    document.put("public-hostname", fullName(server, domain));
    document.put("public-ipv4", firstFloating(ports));
    server
        .login()
        .key()
        .ifPresent(key ->
            document
                .putObject("public-keys")
                .putObject("0")
                .put("_name", "0=" + key.name())
                .put("openssh-key", key.publicKey()));
    document.put("reservation-id", server.batch().reservationId());
    var groups =
        ports.stream()
            .flatMap(port -> port.securityGroups().stream())
            .map(WiredPort.Group::name)
            .distinct()
            .toList();
    document.put("security-groups", String.join("\n", groups));
    return document;
  }

  private static String firstFixed(List<WiredPort> ports) {
    return ports.stream()
        .flatMap(port -> port.addresses().stream())
        .filter(address -> address.version() == 4)
        .map(WiredPort.Address::address)
        .findFirst()
        .orElse("");
  }

  private static String firstFloating(List<WiredPort> ports) {
    return ports.stream()
        .flatMap(port -> port.floatingIps().stream())
        .map(WiredPort.Floating::address)
        .findFirst()
        .orElse("");
  }
}
