/**
 * Which node, and which of its GPUs, a task gets. A {@link cairn.packing.Fleet} is what every node
 * has left; a {@link cairn.packing.Task} is what is asked for, and the {@link cairn.packing.Shape}
 * is that task as one fleet sees it; a {@link cairn.packing.Policy} says how good one node would be
 * for one shape. The {@link cairn.packing.Packer} asks the policy about every node that fits and
 * takes the best, exactly: no sampling, no early end. It remembers the scores, and asks again only
 * about the nodes that have changed since, so a decision costs little more than one pass over an
 * array of integers.
 *
 * <p>A pure library: no I/O, no clock, no framework, nothing allocated in a decision.
 */
@NullMarked
package cairn.packing;

import org.jspecify.annotations.NullMarked;
