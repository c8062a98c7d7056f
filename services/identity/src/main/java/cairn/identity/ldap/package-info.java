/**
 * LDAP: the users and groups of a domain may live on an LDAP server, which is only read. They get
 * rows here when they log in or are looked for, under Keystone's ids, so that they can be given
 * roles as all others; what a row says is as old as the last look. No transaction is open while a
 * server is asked, and each question ends within seconds.
 */
@NullMarked
package cairn.identity.ldap;

import org.jspecify.annotations.NullMarked;
