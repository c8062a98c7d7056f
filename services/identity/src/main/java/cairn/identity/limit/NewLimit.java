package cairn.identity.limit;

import java.util.Optional;

/**
 * A limit as a client wants it.
 *
 * @param place a project's or a domain's id
 * @param domainMeant whether the client called it a domain's
 */
record NewLimit(
    String id,
    String place,
    boolean domainMeant,
    String serviceId,
    Optional<String> regionId,
    String resourceName,
    int resourceLimit,
    Optional<String> description) {}
