package cairn.identity.federation.peer;

import java.util.Optional;

/**
 * A cloud that trusts this one.
 *
 * @param authUrl where its users get tokens
 * @param serviceUrl where assertions go
 */
record ServiceProvider(
    String id,
    String authUrl,
    String serviceUrl,
    boolean enabled,
    Optional<String> description,
    String relayStatePrefix) {}
