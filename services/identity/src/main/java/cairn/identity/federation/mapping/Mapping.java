package cairn.identity.federation.mapping;

import tools.jackson.databind.JsonNode;

/**
 * Rules under a name.
 *
 * @param schemaVersion 1.0; 2.0, in which users and projects take the rule's domain; or 3.0, in
 *     which projects come from the assertion too and grants that it no longer names are taken away
 */
public record Mapping(String id, String schemaVersion, JsonNode rules) {
  /** Whether users and projects without a domain are in the rule's. */
  boolean honoursDomain() {
    return !schemaVersion.equals("1.0");
  }

  /** Whether grants on projects that a login does not name are taken away. */
  public boolean takesGrantsAway() {
    return schemaVersion.equals("3.0");
  }
}
