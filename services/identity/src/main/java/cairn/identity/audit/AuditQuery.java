package cairn.identity.audit;

import java.util.Optional;

/**
 * What a reader of the trail asks for.
 *
 * @param after the number of the last row that they have; 0 for none
 * @param limit the most rows
 */
record AuditQuery(
    long after,
    Optional<String> initiatorId,
    Optional<String> action,
    Optional<String> outcome,
    Optional<String> requestId,
    int limit) {}
