/**
 * Moving here from a Keystone: its projects, users with their password hashes, groups, roles,
 * assignments and application credentials, out of a dump of its database, under their ids. Nobody
 * has to set a new password.
 */
@NullMarked
package cairn.identity.transfer;

import org.jspecify.annotations.NullMarked;
