package cairn.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the routes of a path, segment by segment: a literal segment wins over one that varies. A
 * slash at the end and doubled slashes do not matter. Filled by one thread, then read by many.
 */
final class PathTree {
  /** The routes of one path pattern and what its varying segments stand for. */
  record Match(List<Route> routes, Map<String, String> parameters) {}

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private Optional<Node> variable = Optional.empty();
    private Optional<Node> rest = Optional.empty();
    private final List<Route> routes = new ArrayList<>();
  }

  private final Node root = new Node();

  void add(Route route) {
    var node = root;
    for (var segment : segments(route.path())) {
      if (segment.startsWith("{") && segment.endsWith("...}")) {
        node.rest = Optional.of(node.rest.orElseGet(Node::new));
        node = node.rest.get();
      } else if (segment.startsWith("{")) {
        node.variable = Optional.of(node.variable.orElseGet(Node::new));
        node = node.variable.get();
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    node.routes.add(route);
  }

  /** The routes of that path, given as it came: still percent-encoded. */
  Optional<Match> find(String rawPath) {
    var segments = segments(rawPath).stream().map(PathTree::decode).toList();
    return find(root, segments, 0).map(node -> new Match(node.routes, parameters(node, segments)));
  }

  private Optional<Node> find(Node node, List<String> segments, int depth) {
    if (depth == segments.size()) {
      return node.routes.isEmpty() ? Optional.empty() : Optional.of(node);
    }
    var literal = node.literals.get(segments.get(depth));
    if (literal != null) {
      var found = find(literal, segments, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    if (node.variable.isPresent()) {
      var found = find(node.variable.get(), segments, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return node.rest;
  }

  private static Map<String, String> parameters(Node node, List<String> segments) {
    var parameters = new HashMap<String, String>();
    // Routes of one node may name their varying segments differently; all names hold.
    for (var route : node.routes) {
      var pattern = segments(route.path());
      for (var i = 0; i < pattern.size(); i++) {
        var name = pattern.get(i);
        if (name.endsWith("...}")) {
          parameters.put(
              name.substring(1, name.length() - 4),
              String.join("/", segments.subList(i, segments.size())));
        } else if (name.startsWith("{")) {
          parameters.put(name.substring(1, name.length() - 1), segments.get(i));
        }
      }
    }
    return parameters;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // names nothing, so it ends as not found
    }
  }
}
