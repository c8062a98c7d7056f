/**
 * The whole cloud in one process on a fake clock. One thread does everything, one step after the
 * other, in an order that a seed gives: requests of tenants, steps of the services' loops, messages
 * on the hosts' streams, work of the hosts. Faults strike at every boundary; the server dies
 * between any two statements. What was promised to tenants is remembered and asked for at the end,
 * and the rows have to keep {@link cairn.invariants.Invariants}.
 */
@NullMarked
package cairn.simulation;

import org.jspecify.annotations.NullMarked;
