/**
 * Placement: providers and what they have, consumers and what they claimed, and the choice of a
 * host.
 */
@NullMarked
package cairn.placement;

import org.jspecify.annotations.NullMarked;
