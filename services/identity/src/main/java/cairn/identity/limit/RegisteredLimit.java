package cairn.identity.limit;

import java.util.Optional;

/**
 * How much of a resource each project may use by default.
 *
 * @param regionId the region for which it is; empty for all
 * @param defaultLimit -1 for as much as there is
 */
record RegisteredLimit(
    String id,
    String serviceId,
    Optional<String> regionId,
    String resourceName,
    int defaultLimit,
    Optional<String> description) {}
