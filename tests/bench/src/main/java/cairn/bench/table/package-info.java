/** The table: what a run has found, for the terminal and for docs/operator/performance.md. */
@NullMarked
package cairn.bench.table;

import org.jspecify.annotations.NullMarked;
