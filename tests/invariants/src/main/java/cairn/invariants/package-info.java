/**
 * What must be true of a cloud's rows whatever has happened to its processes: each invariant is a
 * query that finds what breaks it. The simulation asks them after each run, the tests that kill
 * real processes after each kill.
 */
@NullMarked
package cairn.invariants;

import org.jspecify.annotations.NullMarked;
