/**
 * The ways to choose a node that were published and compared: random, best fit, dot product,
 * packing, clustering and fragmentation gradient descent. Each class has its formula and where it
 * comes from; scores and choices are those of the simulator that the comparison was made with (Weng
 * et al., "Beware of Fragmentation", USENIX ATC 2023), so that its runs can be repeated. Where that
 * simulator holds a constant, the largest node of its fleet (128 CPUs, 8 GPUs), the largest node of
 * the fleet at hand stands here.
 *
 * <p>{@link cairn.packing.policy.Rehearsal} is our own.
 */
@NullMarked
package cairn.packing.policy;

import org.jspecify.annotations.NullMarked;
