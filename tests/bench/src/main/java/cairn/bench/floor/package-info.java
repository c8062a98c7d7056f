/**
 * The floors: the least that a piece of work costs any program on the same HTTP server, the same
 * database and the same JSON library. They are measured in a process of their own, with the flags
 * of the cloud's, so that processor times compare.
 */
@NullMarked
package cairn.bench.floor;

import org.jspecify.annotations.NullMarked;
