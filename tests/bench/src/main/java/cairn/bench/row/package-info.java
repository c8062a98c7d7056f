/** The rows: each a piece of work, how it is measured, and what it shall cost. */
@NullMarked
package cairn.bench.row;

import org.jspecify.annotations.NullMarked;
