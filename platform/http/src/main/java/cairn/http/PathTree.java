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
    private final List<Name> names = new ArrayList<>();
  }

  /** A segment that varies; the last one of a pattern may take all that is left of a path. */
  private record Name(String text, int depth, boolean rest) {}

  private final Node root = new Node();

  void add(Route route) {
    var node = root;
    var names = new ArrayList<Name>();
    var depth = 0;
    for (var segment : segments(route.path())) {
      if (segment.startsWith("{") && segment.endsWith("...}")) {
        node.rest = Optional.of(node.rest.orElseGet(Node::new));
        node = node.rest.get();
        names.add(new Name(segment.substring(1, segment.length() - 4), depth, true));
      } else if (segment.startsWith("{")) {
        node.variable = Optional.of(node.variable.orElseGet(Node::new));
        node = node.variable.get();
        names.add(new Name(segment.substring(1, segment.length() - 1), depth, false));
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
      depth++;
    }
    node.routes.add(route);
    // Routes of one node may name their varying segments differently; all names hold.
    names.removeAll(node.names);
    node.names.addAll(names);
  }

  /** The routes of that path, given as it came: still percent-encoded. */
  Optional<Match> find(String rawPath) {
    var segments = segments(rawPath);
    if (rawPath.indexOf('%') >= 0) {
      segments.replaceAll(PathTree::decode);
    }
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
    if (node.names.isEmpty()) {
      return Map.of();
    }
    var parameters = new HashMap<String, String>();
    for (var name : node.names) {
      parameters.put(
          name.text(),
          name.rest()
              ? String.join("/", segments.subList(name.depth(), segments.size()))
              : segments.get(name.depth()));
    }
    return parameters;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    var start = 0;
    while (start < path.length()) {
      var slash = path.indexOf('/', start);
      var end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments.add(path.substring(start, end));
      }
      start = end + 1;
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
