package cairn.agent;

import cairn.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The documents of one guest by the paths of the metadata service: OpenStack's own below {@code
 * /openstack}, and EC2's tree for each date that clients know.
 */
final class MetadataDocuments {
  static final String PASSWORD = "password";

  private static final List<String> EC2_VERSIONS =
      List.of(
          "1.0",
          "2007-01-19",
          "2007-03-01",
          "2007-08-29",
          "2007-10-10",
          "2007-12-15",
          "2008-02-01",
          "2008-09-01",
          "2009-04-04",
          "latest");

  private static final List<String> OPENSTACK_VERSIONS =
      List.of(
          "2012-08-10",
          "2013-04-04",
          "2013-10-17",
          "2015-10-15",
          "2016-06-30",
          "2016-10-06",
          "2017-02-22",
          "2018-08-27",
          "2020-10-14",
          "latest");

  private final Map<String, byte[]> files;

  MetadataDocuments(Map<String, byte[]> files) {
    this.files = files;
  }

  /** Whether that path is where a guest leaves its password. */
  static boolean isPassword(List<String> path) {
    return path.size() == 3
        && "openstack".equals(path.get(0))
        && OPENSTACK_VERSIONS.contains(path.get(1))
        && PASSWORD.equals(path.get(2));
  }

  /** The parts of a path between its slashes, however many of those there are. */
  static List<String> parts(String path) {
    return Arrays.stream(path.split("[?#]", 2)[0].split("/"))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** The bytes at a path, or the names below it, a line each; empty when there is no such path. */
  Optional<byte[]> at(List<String> path) {
    if (path.isEmpty()) {
      return lines(EC2_VERSIONS);
    }
    var rest = path.subList(1, path.size());
    if ("openstack".equals(path.getFirst())) {
      return openstack(rest);
    }
    return EC2_VERSIONS.contains(path.getFirst()) ? ec2(path.getFirst(), rest) : Optional.empty();
  }

  private Optional<byte[]> openstack(List<String> path) {
    if (path.isEmpty()) {
      return lines(OPENSTACK_VERSIONS);
    }
    var version = path.getFirst();
    if ("content".equals(version) && path.size() == 2) {
      return file("openstack/content/" + path.get(1));
    }
    if (!OPENSTACK_VERSIONS.contains(version)) {
      return Optional.empty();
    }
    if (path.size() == 1) {
      var names = new TreeSet<>(List.of(PASSWORD));
      for (var name : files.keySet()) {
        if (name.startsWith("openstack/latest/")) {
          names.add(name.substring("openstack/latest/".length()));
        }
      }
      return lines(names);
    }
    return path.size() == 2 ? versioned("openstack", version, path.get(1)) : Optional.empty();
  }

  private Optional<byte[]> ec2(String version, List<String> path) {
    var userData =
        versioned("ec2", version, "user-data")
            .or(() -> versioned("openstack", version, "user_data"));
    if (path.isEmpty()) {
      return lines(userData.isEmpty() ? List.of("meta-data/") : List.of("meta-data/", "user-data"));
    }
    return switch (path.getFirst()) {
      case "user-data" -> path.size() == 1 ? userData : Optional.empty();
      case "meta-data" ->
          versioned("ec2", version, "meta-data.json")
              .flatMap(document -> walk(document, path.subList(1, path.size())));
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> walk(byte[] document, List<String> path) {
    try {
      var node = Json.parse(new String(document, StandardCharsets.UTF_8));
      for (var part : path) {
        node = node.path(part);
      }
      return node.isMissingNode() ? Optional.empty() : text(node);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> text(JsonNode node) {
    if (node.isObject()) {
      var names = new ArrayList<String>();
      for (var entry : node.properties()) {
        if (!"_name".equals(entry.getKey())) {
          names.add(listed(entry.getKey(), entry.getValue()));
        }
      }
      return lines(names.stream().sorted().toList());
    }
    if (node.isArray()) {
      return lines(node.valueStream().map(JsonNode::asString).toList());
    }
    return Optional.of((node.isNull() ? "" : node.asString()).getBytes(StandardCharsets.UTF_8));
  }

  /** How an entry is listed above it: a key pair as {@code 0=NAME}, other trees with a slash. */
  private static String listed(String key, JsonNode value) {
    if (value.has("_name")) {
      return value.path("_name").asString("");
    }
    return value.isObject() ? key + "/" : key;
  }

  /** A document of that version; what is kept once only stands for all of them. */
  private Optional<byte[]> versioned(String tree, String version, String name) {
    return file("%s/%s/%s".formatted(tree, version, name))
        .or(() -> file("%s/latest/%s".formatted(tree, name)))
        .or(() -> file("%s/2009-04-04/%s".formatted(tree, name)));
  }

  private Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static Optional<byte[]> lines(Iterable<String> lines) {
    return Optional.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }
}
