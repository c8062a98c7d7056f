package cairn.identity.config;

import tools.jackson.databind.JsonNode;

/**
 * An option that a domain has set.
 *
 * @param group {@code identity} or {@code ldap}
 * @param sensitive whether its value is never shown
 */
record DomainOption(String group, String name, JsonNode value, boolean sensitive) {}
