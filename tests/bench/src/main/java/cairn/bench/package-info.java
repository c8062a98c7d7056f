/**
 * The benchmark: what Cairn costs, as ratios against a floor that is measured in the same run. A
 * row is one piece of work; a floor is the least that any program on the same HTTP server, the same
 * database and the same JSON library has to do for it. No row is ever asserted in a test.
 */
@NullMarked
package cairn.bench;

import org.jspecify.annotations.NullMarked;
