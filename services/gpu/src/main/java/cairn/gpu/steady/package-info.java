/**
 * A fleet that lives: tasks come, run for their time and go, and those that find no place wait. A
 * {@link cairn.gpu.steady.Steady} is one such life under one policy at one load, a {@link
 * cairn.gpu.steady.SteadyRun} what an operator saw of it.
 */
@NullMarked
package cairn.gpu.steady;

import org.jspecify.annotations.NullMarked;
