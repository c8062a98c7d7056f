package cairn.identity.ldap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a domain has set about its LDAP server, by Keystone's names, with Keystone's defaults. An
 * option may be a text where a number or truth value is meant. Immutable.
 */
final class LdapSettings {
  private final JsonNode given;
  private final ObjectNode defaults;

  LdapSettings(JsonNode given, ObjectNode defaults) {
    this.given = given;
    this.defaults = defaults;
  }

  /** A text; empty when it is neither set nor has a default. */
  Optional<String> text(String name) {
    var value = given.has(name) ? given.path(name) : defaults.path(name);
    return value.isNull() || value.isMissingNode()
        ? Optional.empty()
        : Optional.of(value.asString("")).filter(text -> !text.isEmpty());
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  boolean truth(String name) {
    return text(name)
        .map(text -> text.toLowerCase(Locale.ROOT).matches("true|1|yes|on"))
        .orElse(false);
  }

  int number(String name, int otherwise) {
    return text(name)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }

  /** A list, given as one or as a text with commas. */
  List<String> texts(String name) {
    var value = given.has(name) ? given.path(name) : defaults.path(name);
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.asString("")));
    } else {
      texts.addAll(List.of(value.asString("").split(",")));
    }
    return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  /** Pairs, given as a list of {@code attribute:name}. */
  Map<String, String> pairs(String name) {
    var pairs = new HashMap<String, String>();
    for (var text : texts(name)) {
      var colon = text.indexOf(':');
      if (colon > 0) {
        pairs.put(text.substring(0, colon), text.substring(colon + 1));
      }
    }
    return pairs;
  }

  /** Where users are. */
  String userTree() {
    return text("user_tree_dn").orElseGet(() -> "ou=Users," + text("suffix", ""));
  }

  /** Where groups are. */
  String groupTree() {
    return text("group_tree_dn").orElseGet(() -> "ou=UserGroups," + text("suffix", ""));
  }

  /** Whether an attribute of users or groups ({@code user}, {@code group}) is not looked at. */
  boolean ignored(String kind, String attribute) {
    return texts(kind + "_attribute_ignore").contains(attribute);
  }
}
