/**
 * Trusts: a trustor lets a trustee have some of the trustor's roles on a project, as the trustee
 * or, with impersonation, as the trustor. A trust may end at a time or after so many uses, and the
 * trustee may give it on where the trustor allowed that. A trust holds no longer than the trustor
 * has the roles.
 */
@NullMarked
package cairn.identity.trust;

import org.jspecify.annotations.NullMarked;
