/**
 * The assembly: the `cairn` command line, and the wiring of the modules into a running cloud.
 *
 * <p>Nothing here decides about the cloud; it reads the configuration, makes the parts and hands
 * them to each other.
 */
@NullMarked
package cairn.app;

import org.jspecify.annotations.NullMarked;
