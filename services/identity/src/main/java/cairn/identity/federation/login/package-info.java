/**
 * Logging in on another's word: an assertion, whose truth has been established, goes through the
 * protocol's mapping; the user it names gets a row here (a shadow), memberships that expire, roles
 * on projects as the mapping says, and a token.
 */
@NullMarked
package cairn.identity.federation.login;

import org.jspecify.annotations.NullMarked;
