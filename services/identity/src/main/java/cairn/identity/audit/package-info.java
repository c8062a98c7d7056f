/**
 * The audit trail: who changed what, who tried to log in, and who was refused, as CADF events
 * (DSP0262) in a table whose rows are chained by a keyed hash.
 *
 * <p>What a client was told has happened is in the trail: the answer of a change waits for its
 * event. One thread of each server writes, all that wait in one transaction, so many changes at
 * once share its cost. Logins and refusals only leave their event in a queue, which that thread
 * empties within 50 ms: a crash can lose those of the last moment.
 */
@NullMarked
package cairn.identity.audit;

import org.jspecify.annotations.NullMarked;
