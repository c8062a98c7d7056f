package cairn.placement.wire;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Id;
import cairn.http.Microversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is wanted of providers, as the query parameters {@code resources}, {@code required}, {@code
 * member_of} and {@code in_tree} say it.
 *
 * @param resources amounts by class
 * @param traits for each set, one of these; most sets have one element
 * @param forbidden traits that must not be there
 * @param memberOf for each set, in one of these aggregates
 * @param notMemberOf aggregates that it must not be in
 * @param inTree a provider of the tree it must be in
 */
public record Needs(
    Map<String, Long> resources,
    List<Set<String>> traits,
    Set<String> forbidden,
    List<Set<UUID>> memberOf,
    Set<UUID> notMemberOf,
    Optional<UUID> inTree) {

  private static final Pattern RESOURCE = Pattern.compile("([A-Z0-9_]+):(\\d{1,10})");
  private static final Pattern TRAIT = Pattern.compile("[A-Z0-9_]{1,255}");

  /**
   * Reads the parameters' values in the form that the version has.
   *
   * @throws CloudException BAD_REQUEST for what cannot be read
   */
  public static Needs read(
      Microversion version,
      List<String> resources,
      List<String> required,
      List<String> memberOf,
      List<String> inTree) {
    List<Set<String>> traits = new ArrayList<>();
    Set<String> forbidden = new TreeSet<>();
    for (var value : version.since(1, 39) ? required : required.stream().limit(1).toList()) {
      traits(version, value, traits, forbidden);
    }
    List<Set<UUID>> aggregates = new ArrayList<>();
    Set<UUID> notIn = new HashSet<>();
    if (!version.since(1, 24) && memberOf.size() > 1) {
      throw bad("Only one member_of parameter is allowed before version 1.24.");
    }
    memberOf.forEach(value -> aggregates(version, value, aggregates, notIn));
    for (var set : traits) {
      if (set.size() == 1 && forbidden.containsAll(set)) {
        throw bad("Conflicting required and forbidden traits: " + String.join(", ", set));
      }
    }
    return new Needs(
        resources.isEmpty() ? Map.of() : resources(resources.getLast()),
        traits,
        forbidden,
        aggregates,
        notIn,
        inTree.isEmpty() ? Optional.empty() : Optional.of(uuid(inTree.getLast(), "in_tree")));
  }

  private static Map<String, Long> resources(String text) {
    var resources = new TreeMap<String, Long>();
    for (var part : text.split(",", -1)) {
      var matcher = RESOURCE.matcher(part);
      if (!matcher.matches() || Long.parseLong(matcher.group(2)) < 1) {
        throw bad(
            "Badly formed resources parameter. Expected resources query string parameter in form:"
                + " ?resources=VCPU:2,MEMORY_MB:1024. Got: "
                + part);
      }
      resources.put(matcher.group(1), Long.valueOf(matcher.group(2)));
    }
    return resources;
  }

  private static void traits(
      Microversion version, String text, List<Set<String>> traits, Set<String> forbidden) {
    if (version.since(1, 39) && text.startsWith("in:")) {
      var any = new TreeSet<String>();
      for (var name : text.substring("in:".length()).split(",", -1)) {
        any.add(trait(name, text));
      }
      traits.add(any);
      return;
    }
    for (var name : text.split(",", -1)) {
      if (name.startsWith("!") && version.since(1, 22)) {
        forbidden.add(trait(name.substring(1), text));
      } else {
        traits.add(Set.of(trait(name, text)));
      }
    }
  }

  private static String trait(String name, String text) {
    if (!TRAIT.matcher(name).matches()) {
      throw bad(
          "Invalid query string parameters: Expected 'required' parameter value of the form:"
              + " HW_CPU_X86_VMX,CUSTOM_MAGIC. Got: "
              + text);
    }
    return name;
  }

  private static void aggregates(
      Microversion version, String text, List<Set<UUID>> memberOf, Set<UUID> notMemberOf) {
    var not = text.startsWith("!");
    if (not && !version.since(1, 32)) {
      throw bad("Forbidden member_of parameters are not supported in the specified microversion");
    }
    var rest = not ? text.substring(1) : text;
    var many = rest.startsWith("in:");
    var ids = new HashSet<UUID>();
    for (var id : (many ? rest.substring("in:".length()) : rest).split(",", -1)) {
      ids.add(uuid(id, "member_of"));
    }
    if (!many && ids.size() > 1) {
      throw bad("Multiple values for 'member_of' must be prefixed with the 'in:' keyword.");
    }
    if (not) {
      notMemberOf.addAll(ids);
    } else {
      memberOf.add(ids);
    }
  }

  /**
   * Reads a UUID; one without hyphens will do.
   *
   * @throws CloudException BAD_REQUEST, naming the parameter
   */
  public static UUID uuid(String text, String parameter) {
    var hyphened =
        text.length() == 32
            ? text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
            : text;
    return Id.parse(hyphened)
        .orElseThrow(() ->
            bad(
                "Invalid query string parameters: Invalid uuid for %s: %s"
                    .formatted(parameter, text)));
  }

  /** All trait names that occur. */
  public Set<String> traitNames() {
    var names = new TreeSet<>(forbidden);
    traits.forEach(names::addAll);
    return names;
  }

  static CloudException bad(String message) {
    return new CloudException(Kind.BAD_REQUEST, message).typed("placement.query.bad_value");
  }

  /** Refuses parameters that the version does not know: {@code name} or {@code name@1.14}. */
  public static void checkNames(Microversion version, Set<String> given, String... known) {
    var names = new HashSet<String>();
    Arrays.stream(known)
        .map(name -> name.split("@"))
        .filter(parts -> parts.length == 1 || version.since(Microversion.of(parts[1])))
        .forEach(parts -> names.add(parts[0]));
    for (var name : given) {
      if (!names.contains(name)) {
        throw bad(
            "Invalid query string parameters: Additional properties are not allowed ('%s' was"
                    .formatted(name)
                + " unexpected)");
      }
    }
  }
}
