/**
 * An allocation is what a consumer, mostly a server, has claimed of a provider. A claim is decided
 * where it is written: one statement raises what is used of each inventory if that leaves it within
 * its capacity, so that however many claim at once nothing is given away twice.
 */
@NullMarked
package cairn.placement.allocation;

import org.jspecify.annotations.NullMarked;
