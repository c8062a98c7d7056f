/**
 * What a replay reads: nodes and tasks in the CSV form of Alibaba's GPU trace of 2023, and the
 * orders in which tasks arrive. {@link cairn.gpu.trace.OpenB} is that trace itself, which travels
 * with the program. What is wrong with a file is a {@link cairn.gpu.trace.BadInput}, one line for a
 * person.
 */
@NullMarked
package cairn.gpu.trace;

import org.jspecify.annotations.NullMarked;
