package cairn.identity.user;

/**
 * Under which name a user is known elsewhere.
 *
 * @param uniqueId the name there, with all but letters, digits and {@code _.-~} percent-encoded
 */
record FederatedIdentity(String providerId, String protocolId, String uniqueId) {}
