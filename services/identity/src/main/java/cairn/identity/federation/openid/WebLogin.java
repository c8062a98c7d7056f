package cairn.identity.federation.openid;

/**
 * A browser's login that is on its way through the issuer; it travels sealed, as the flow's {@code
 * state}.
 *
 * @param origin the dashboard that gets the token
 * @param verifier what proves to the issuer that whoever began also ends it (PKCE, RFC 7636)
 * @param nonce what the ID token has to repeat
 * @param browser what the browser has to repeat, so that nobody ends a login in another's browser
 */
record WebLogin(
    String providerId,
    String protocolId,
    String origin,
    String verifier,
    String nonce,
    String browser) {}
