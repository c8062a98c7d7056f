/**
 * What every room needs and no cloud noun owns: time, identifiers, randomness, JSON, units,
 * configuration, the one exception type, and the request id that goes along with all work.
 *
 * <p>Time, identifiers and randomness come from here alone, so that a simulation with one seed
 * replays its run.
 */
@NullMarked
package cairn.common;

import org.jspecify.annotations.NullMarked;
