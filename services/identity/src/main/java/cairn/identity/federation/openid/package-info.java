/**
 * OpenID Connect, checked by this program itself: the tokens that clients bring of an issuer, and
 * the flow of a browser that comes from a dashboard and goes back there with a token of ours.
 */
@NullMarked
package cairn.identity.federation.openid;

import org.jspecify.annotations.NullMarked;
