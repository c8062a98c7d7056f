/**
 * The log of what was asked of each server, by whom, and what came of it. An entry is written with
 * the change that it tells of and finished when the host's agent has made it so or given up.
 */
@NullMarked
package cairn.compute.action;

import org.jspecify.annotations.NullMarked;
