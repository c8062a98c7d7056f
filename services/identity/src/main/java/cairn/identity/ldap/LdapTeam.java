package cairn.identity.ldap;

import java.util.List;

/**
 * A group as an LDAP server has it.
 *
 * @param members names of entries, or local ids where the settings say so
 */
record LdapTeam(String localId, String name, String dn, String description, List<String> members) {}
