/**
 * Guests run by QEMU, which this package speaks to directly over QMP. Each guest is a folder: its
 * record, the command line, the process id with its start time, sockets, logs, disk. The folder is
 * all that a new agent needs to find the guest again, and a guest's process outlives every agent.
 *
 * <p>A guest's folder belongs to the agent; only {@code run}, where QEMU makes its sockets, belongs
 * to the guest's own user, so a guest that broke out of QEMU could not lead the agent astray with
 * links.
 */
@NullMarked
package cairn.qemu;

import org.jspecify.annotations.NullMarked;
