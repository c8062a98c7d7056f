package cairn.identity.policy;

import java.util.Optional;

/** What a policy is for: an endpoint; a service; a service in a region and the regions below. */
record Association(
    String policyId,
    Optional<String> endpointId,
    Optional<String> serviceId,
    Optional<String> regionId) {}
