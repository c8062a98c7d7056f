/**
 * Consoles: the end of a server's serial log, and its screen by VNC over a WebSocket that a token
 * opens once.
 */
@NullMarked
package cairn.compute.console;

import org.jspecify.annotations.NullMarked;
