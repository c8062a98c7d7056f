package cairn.compute.server;

import cairn.common.Id;
import cairn.common.Json;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Queries;
import cairn.compute.wiring.NicWish;
import cairn.network.address.IpAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads a request for new servers, whose body fits its schema. */
final class ServerCreateReader {
  private static final TypeReference<Map<String, Object>> THINGS = new TypeReference<>() {};

  private ServerCreateReader() {}

  static NewServer read(JsonNode body) {
    var input = body.path("server");
    if (input.path("personality").size() > 0) {
      throw ComputeErrors.badRequest("Personality files are not supported; use user_data.");
    }
    if (input.path("trusted_image_certificates").size() > 0) {
      throw ComputeErrors.badRequest("Image signature certificates are not supported.");
    }
    var countMin = input.path("min_count").asInt(1);
    var countMax = input.path("max_count").asInt(Math.max(1, countMin));
    if (countMin > countMax) {
      throw ComputeErrors.badRequest("min_count must be <= max_count");
    }
    var zone = text(input, "availability_zone");
    if (zone.filter(text -> text.split(":", -1).length > 3).isPresent()) {
      throw ComputeErrors.badRequest(
          "Unable to parse availability_zone: it has the form zone:host:node");
    }
    var hints = hints(body);
    return new NewServer(
        input.path("name").asString().strip(),
        text(input, "hostname"),
        text(input, "description"),
        image(input),
        input.path("flavorRef").asString(),
        networks(input.path("networks")),
        groups(input.path("security_groups")),
        text(input, "key_name"),
        userData(input),
        metadata(input.path("metadata")),
        tags(input.path("tags")),
        Queries.truth(input.path("config_drive").asString("")).orElse(false),
        input.path("OS-DCF:diskConfig").asString("MANUAL"),
        address(input, "accessIPv4"),
        address(input, "accessIPv6"),
        zone,
        text(input, "host").or(() -> text(input, "hypervisor_hostname")),
        hints,
        countMin,
        countMax);
  }

  private static Optional<String> text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  /** An address in its canonical form; the empty text is none. */
  static Optional<String> address(JsonNode node, String name) {
    return text(node, name)
        .filter(address -> !address.isEmpty())
        .map(address -> IpAddress.parse(address).map(IpAddress::toString).orElse(address));
  }

  private static Map<String, Object> hints(JsonNode body) {
    var hints = new LinkedHashMap<String, Object>();
    for (var name : List.of("OS-SCH-HNT:scheduler_hints", "os:scheduler_hints")) {
      if (body.path(name).isObject()) {
        hints.putAll(Json.MAPPER.convertValue(body.path(name), THINGS));
      }
    }
    return hints;
  }

  static Map<String, String> metadata(JsonNode node) {
    var metadata = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) {
      metadata.put(entry.getKey(), entry.getValue().asString());
    }
    return metadata;
  }

  private static List<String> tags(JsonNode node) {
    var tags = new LinkedHashSet<String>();
    node.forEach(tag -> tags.add(tag.asString()));
    return List.copyOf(tags);
  }

  private static List<String> groups(JsonNode node) {
    var groups = new LinkedHashSet<String>();
    node.forEach(group -> group.path("name").asStringOpt().ifPresent(groups::add));
    return List.copyOf(groups);
  }

  private static Optional<String> userData(JsonNode input) {
    var data = text(input, "user_data").filter(some -> !some.isEmpty());
    try {
      data.ifPresent(some -> Base64.getDecoder().decode(some.replaceAll("\\s", "")));
    } catch (IllegalArgumentException _) {
      throw ComputeErrors.badRequest(
          "Invalid input for field/attribute user_data. It is not encoded in base64.");
    }
    return data;
  }

  /** The image of the root disk, named directly or as the one local block device. */
  private static Optional<UUID> image(JsonNode input) {
    if (input.path("block_device_mapping").size() > 0) {
      throw noVolumes();
    }
    var image = text(input, "imageRef").filter(some -> !some.isEmpty());
    for (var block : input.path("block_device_mapping_v2")) {
      if (!block.path("source_type").asString("").equals("image")
          || !block.path("destination_type").asString("local").equals("local")
          || block.path("boot_index").asInt(0) != 0) {
        throw noVolumes();
      }
      var named = text(block, "uuid").or(() -> text(block, "image_id"));
      if (image.isPresent() && !named.equals(image)) {
        throw ComputeErrors.badRequest(
            "Block Device Mapping is Invalid: Boot sequence for the instance and image/block device"
                + " mapping combination is not valid.");
      }
      image = named;
    }
    if (image.isEmpty()) {
      throw ComputeErrors.badRequest(
          input.has("imageRef") ? "Invalid imageRef provided." : "Missing imageRef attribute");
    }
    return image.flatMap(Id::parse);
  }

  private static RuntimeException noVolumes() {
    return ComputeErrors.badRequest(
        "Block Device Mapping is Invalid: this cloud has one local disk for each server, made from"
            + " an image; volumes, snapshots and blank disks are not supported.");
  }

  private static NewServer.Networks networks(JsonNode node) {
    if (node.isString()) {
      return node.asString().equals("none")
          ? new NewServer.Networks.None()
          : new NewServer.Networks.Auto();
    }
    if (node.isEmpty()) {
      return new NewServer.Networks.Any();
    }
    var nics = new ArrayList<NicWish>();
    for (var item : node) {
      nics.add(nic(item));
    }
    return new NewServer.Networks.Listed(List.copyOf(nics));
  }

  private static NicWish nic(JsonNode item) {
    var port = text(item, "port").flatMap(Id::parse);
    var network = text(item, "uuid");
    var fixedIp = text(item, "fixed_ip");
    if (port.isPresent()) {
      if (fixedIp.isPresent()) {
        throw ComputeErrors.badRequest(
            "Specified Fixed IP '%s' cannot be used with port '%s': the two cannot be specified together."
                .formatted(fixedIp.get(), port.get()));
      }
      return new NicWish(Optional.empty(), port, Optional.empty(), text(item, "tag"));
    }
    var id =
        network
            .flatMap(Id::parse)
            .orElseThrow(() ->
                ComputeErrors.badRequest(
                    "Bad networks format: network uuid is not in proper format (%s)"
                        .formatted(network.orElse("None"))));
    return new NicWish(Optional.of(id), Optional.empty(), fixedIp, text(item, "tag"));
  }
}
