package cairn.identity.federation.provider;

import java.util.Optional;

/**
 * A way by which a provider says who somebody is.
 *
 * @param remoteIdAttribute what of an assertion names the provider
 */
public record Protocol(
    String providerId, String id, String mappingId, Optional<String> remoteIdAttribute) {}
