package cairn.identity.directory;

import java.util.Optional;

/**
 * A role's names.
 *
 * @param domainId of a role that belongs to a domain; such a role is never in a token itself, only
 *     the roles that it implies
 */
public record RoleEntry(String id, String name, Optional<String> domainId) {}
