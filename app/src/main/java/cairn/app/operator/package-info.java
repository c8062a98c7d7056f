/**
 * What the operator asks of a running cloud: its health and metrics, and the jobs that were given
 * up.
 */
@NullMarked
package cairn.app.operator;

import org.jspecify.annotations.NullMarked;
