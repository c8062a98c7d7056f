/**
 * The audit trail: who changed what, who tried to log in, and who was refused, as CADF events
 * (DSP0262) in a table whose rows are chained by a keyed hash.
 *
 * <p>A request only leaves its event in a queue; one thread of each server writes what has gathered
 * there, some twenty times a second, in one transaction. So the trail costs a change next to
 * nothing, and what a crash can lose are the events of the last moment.
 */
@NullMarked
package cairn.identity.audit;

import org.jspecify.annotations.NullMarked;
