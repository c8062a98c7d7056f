/**
 * Servers: what OpenStack's Compute API (version 2.1 with its microversions) says of them, and the
 * server's end of the stream on which host agents learn what is wanted of their guests.
 *
 * <p>{@link cairn.compute.ComputeModule} is the index page.
 */
@NullMarked
package cairn.compute;

import org.jspecify.annotations.NullMarked;
