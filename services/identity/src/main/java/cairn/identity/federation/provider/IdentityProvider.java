package cairn.identity.federation.provider;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody else who may say who somebody is.
 *
 * @param domainId where its users belong
 * @param authorizationMinutes how long a membership that it vouches for holds after a login; empty
 *     or zero for as long as the token
 * @param remoteIds the names that it gives itself, an issuer's URL for OpenID Connect
 * @param openid how its tokens are checked; empty without settings
 */
public record IdentityProvider(
    String id,
    String domainId,
    boolean enabled,
    Optional<String> description,
    Optional<Integer> authorizationMinutes,
    List<String> remoteIds,
    ObjectNode openid) {}
