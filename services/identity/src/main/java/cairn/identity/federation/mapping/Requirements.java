package cairn.identity.federation.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The remote side of a rule. Pure. */
final class Requirements {
  private Requirements() {}

  /**
   * The numbered values when the assertion meets all requirements, else nothing. Those of {@code
   * any_one_of} and {@code not_any_of} have no number.
   */
  static Optional<List<List<String>>> match(JsonNode remote, Map<String, List<String>> assertion) {
    var numbered = new ArrayList<List<String>>();
    for (var requirement : remote) {
      var values = assertion.getOrDefault(requirement.path("type").stringValue(), List.of());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      if (requirement.has("any_one_of")) {
        if (matching(requirement, "any_one_of", values).isEmpty()) {
          return Optional.empty();
        }
      } else if (requirement.has("not_any_of")) {
        if (!matching(requirement, "not_any_of", values).isEmpty()) {
          return Optional.empty();
        }
      } else if (requirement.has("blacklist")) {
        var refused = matching(requirement, "blacklist", values);
        numbered.add(values.stream().filter(value -> !refused.contains(value)).toList());
      } else if (requirement.has("whitelist")) {
        numbered.add(matching(requirement, "whitelist", values));
      } else {
        numbered.add(values);
      }
    }
    return Optional.of(numbered);
  }

  private static List<String> matching(JsonNode requirement, String kind, List<String> values) {
    var regex = requirement.path("regex").booleanValue(false);
    return values.stream()
        .filter(value ->
            requirement.path(kind).valueStream().anyMatch(each -> fits(each, value, regex)))
        .distinct()
        .toList();
  }

  private static boolean fits(JsonNode wanted, String value, boolean regex) {
    return regex
        ? Pattern.compile(wanted.asString()).matcher(value).find()
        : wanted.asString().equals(value);
  }
}
