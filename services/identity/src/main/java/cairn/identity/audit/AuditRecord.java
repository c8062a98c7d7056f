package cairn.identity.audit;

import java.time.Instant;

/**
 * One row of the trail.
 *
 * @param seq its place in the chain, from 1
 * @param event the CADF event's exact text
 * @param mac of the event and of all before it
 */
record AuditRecord(
    long seq,
    Instant at,
    String initiatorId,
    String action,
    String outcome,
    String requestId,
    String event,
    byte[] mac) {}
