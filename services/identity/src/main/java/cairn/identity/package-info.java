/**
 * Identity: domains that own users and projects, roles that users and groups have on them, and the
 * tokens that say so. Speaks Keystone's v3 API under {@code /identity}.
 *
 * <p>Start at {@link cairn.identity.IdentityModule}. Each noun has a package of its own; what every
 * request needs of them is kept in memory by {@link cairn.identity.directory.Directory}.
 */
@NullMarked
package cairn.identity;

import org.jspecify.annotations.NullMarked;
