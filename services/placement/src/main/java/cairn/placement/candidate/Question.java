package cairn.placement.candidate;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Microversion;
import cairn.http.Query;
import cairn.placement.wire.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What candidates are wanted for.
 *
 * @param groups by their suffix, the empty one first
 * @param isolated whether numbered groups must be met by different providers
 * @param nested whether one group may be spread over a tree
 * @param rootRequired traits of the tree's top
 * @param rootForbidden traits that the tree's top must not have
 * @param subtrees groups whose providers must lie below one another
 */
record Question(
    Map<String, Needs> groups,
    boolean isolated,
    boolean nested,
    Set<String> rootRequired,
    Set<String> rootForbidden,
    List<Set<String>> subtrees,
    int limit) {

  private static final int LIMIT_MAX = 10_000;
  private static final Pattern NAME =
      Pattern.compile("(resources|required|member_of|in_tree)([a-zA-Z0-9_-]{1,64})?");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");
  private static final Set<String> OTHERS =
      Set.of("limit", "group_policy", "root_required", "same_subtree");

  /**
   * Reads the query in the form that the version has.
   *
   * @throws CloudException BAD_REQUEST for what it does not know or cannot read
   */
  static Question read(Microversion version, Query query) {
    var suffixes = new TreeSet<String>();
    for (var name : query.names()) {
      if (OTHERS.contains(name)) {
        checkOther(version, name);
      } else {
        suffixes.add(suffix(version, name));
      }
    }
    var groups = new TreeMap<String, Needs>();
    for (var suffix : suffixes) {
      groups.put(
          suffix,
          Needs.read(
              version,
              query.all("resources" + suffix),
              query.all("required" + suffix),
              query.all("member_of" + suffix),
              query.all("in_tree" + suffix)));
    }
    checkResources(version, groups);
    var root = new TreeSet<String>();
    var rootForbidden = new TreeSet<String>();
    query
        .last("root_required")
        .ifPresent(text -> {
          for (var trait : text.split(",")) {
            (trait.startsWith("!") ? rootForbidden : root).add(trait.replaceFirst("^!", ""));
          }
        });
    return new Question(
        groups,
        isolated(groups, query),
        version.since(1, 29),
        root,
        rootForbidden,
        subtrees(query, groups),
        limit(query));
  }

  private static void checkOther(Microversion version, String name) {
    var since =
        switch (name) {
          case "limit" -> 16;
          case "group_policy" -> 25;
          case "root_required" -> 35;
          default -> 36;
        };
    if (!version.since(1, since)) {
      throw unknown(name);
    }
  }

  private static String suffix(Microversion version, String name) {
    var matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw unknown(name);
    }
    var suffix = matcher.group(2) == null ? "" : matcher.group(2);
    var since =
        switch (matcher.group(1)) {
          case "resources" -> 10;
          case "required" -> 17;
          case "member_of" -> 21;
          default -> 31;
        };
    if (!version.since(1, since)
        || (!suffix.isEmpty() && !version.since(1, 25))
        || (!suffix.isEmpty() && !version.since(1, 33) && !NUMBER.matcher(suffix).matches())) {
      throw unknown(name);
    }
    return suffix;
  }

  private static CloudException unknown(String name) {
    return bad(
        "Invalid query string parameters: Additional properties are not allowed ('%s' was"
                .formatted(name)
            + " unexpected)");
  }

  private static CloudException bad(String message) {
    return new CloudException(Kind.BAD_REQUEST, message).typed("placement.query.bad_value");
  }

  private static void checkResources(Microversion version, Map<String, Needs> groups) {
    var any = false;
    for (var entry : groups.entrySet()) {
      var has = !entry.getValue().resources().isEmpty();
      any |= has;
      if (!has && !(version.since(1, 36) && !entry.getKey().isEmpty())) {
        throw bad("All request groups must specify resources.");
      }
    }
    if (!any) {
      throw bad("There must be at least one resources or resources[$S] parameter.");
    }
  }

  private static boolean isolated(Map<String, Needs> groups, Query query) {
    var policy = query.last("group_policy").orElse("");
    var numbered =
        groups.entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty() && !entry.getValue().resources().isEmpty())
            .count();
    return switch (policy) {
      case "isolate" -> true;
      case "none" -> false;
      case "" -> {
        if (numbered > 1) {
          throw bad(
              "The \"group_policy\" parameter is required when specifying more than one"
                  + " \"resources{N}\" parameter.");
        }
        yield false;
      }
      default ->
          throw bad(
              "Invalid query string parameters: '%s' is not one of ['none', 'isolate']"
                  .formatted(policy));
    };
  }

  private static List<Set<String>> subtrees(Query query, Map<String, Needs> groups) {
    var subtrees = new ArrayList<Set<String>>();
    for (var text : query.all("same_subtree")) {
      Set<String> names = new TreeSet<>(List.of(text.split(",")));
      if (!groups.keySet().containsAll(names)) {
        throw bad("Real suffixes should be specified in same_subtree: " + text);
      }
      subtrees.add(names);
    }
    return subtrees;
  }

  private static int limit(Query query) {
    var limit = query.integer("limit");
    if (limit.filter(value -> value < 1).isPresent()) {
      throw bad("Invalid query string parameters: limit must be at least 1");
    }
    return Math.min(limit.orElse(LIMIT_MAX), LIMIT_MAX);
  }
}
