/**
 * The cloud that is measured: one of our own, started in a folder that is thrown away, or any other
 * that is reached by its URL; the account to use it by, and the processor time and memory of its
 * processes where they run on this machine.
 */
@NullMarked
package cairn.bench.cloud;

import org.jspecify.annotations.NullMarked;
