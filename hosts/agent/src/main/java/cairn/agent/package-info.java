/**
 * The agent of one host: it receives what is wanted of each guest, makes it so by steps that are
 * all safe to repeat, and reports what is. It keeps nothing in memory that it could not find again
 * on the machine.
 */
@NullMarked
package cairn.agent;

import org.jspecify.annotations.NullMarked;
