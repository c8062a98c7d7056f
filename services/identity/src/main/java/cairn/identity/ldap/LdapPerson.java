package cairn.identity.ldap;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user as an LDAP server has them.
 *
 * @param localId by which the server's entries are told apart
 * @param extra email, description and what else is mapped
 */
record LdapPerson(
    String localId,
    String name,
    String dn,
    boolean enabled,
    Optional<String> defaultProjectId,
    ObjectNode extra) {}
