/**
 * Where a server goes. A {@link cairn.placement.schedule.Snapshot} is what is known of all hosts at
 * one instant, a {@link cairn.placement.schedule.Demand} is what a server needs, and {@link
 * cairn.placement.schedule.Scheduler} is a pure function from the two to a {@link
 * cairn.placement.schedule.Decision}: a host, or how many hosts each rule turned down and what
 * would have fitted. A decision is a plan on a picture that may be old; the claim verifies it at
 * the write, and a stale one is made again.
 *
 * <p>Hosts lie in {@link cairn.placement.schedule.Block}s of 64, so that a yes or no of 64 hosts is
 * one word and a rule is one AND; a change of one host copies one block. {@link
 * cairn.placement.schedule.HostIndex} keeps the newest snapshot.
 */
@NullMarked
package cairn.placement.schedule;

import org.jspecify.annotations.NullMarked;
