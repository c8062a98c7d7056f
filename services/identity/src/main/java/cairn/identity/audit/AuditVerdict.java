package cairn.identity.audit;

import java.util.Optional;

/**
 * What a look at the whole chain found.
 *
 * @param events how many rows are as they were written
 * @param head the end of the chain, for a later comparison
 * @param brokenAt the number of the first row that is not; empty when all are
 * @param reason what is wrong there
 */
record AuditVerdict(long events, AuditHead head, Optional<Long> brokenAt, String reason) {}
