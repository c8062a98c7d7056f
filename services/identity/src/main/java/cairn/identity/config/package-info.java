/**
 * What a domain sets for itself, by groups of options, the way Keystone's files name them: above
 * all the LDAP server that its users come from.
 */
@NullMarked
package cairn.identity.config;

import org.jspecify.annotations.NullMarked;
