/**
 * OAuth. In 1.0a (RFC 5849) a consumer, a program that an administrator has entered, asks for a
 * request token for a project; a user authorizes it with some of their roles; the consumer turns it
 * into an access token and logs in with that as the user. In 2.0 (RFC 6749) an application
 * credential is the client of a client credentials grant.
 */
@NullMarked
package cairn.identity.oauth;

import org.jspecify.annotations.NullMarked;
