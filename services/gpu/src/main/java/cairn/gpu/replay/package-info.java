/**
 * Fills an empty fleet with the tasks of a trace, one after the other, under one policy, and
 * compares what comes of it with what was published.
 */
@NullMarked
package cairn.gpu.replay;

import org.jspecify.annotations.NullMarked;
