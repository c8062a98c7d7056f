/**
 * What servers need of the network service, in the terms of the Compute API: one interface, so that
 * all that compute knows of networks stands in one place and tests can do without them.
 */
@NullMarked
package cairn.compute.wiring;

import org.jspecify.annotations.NullMarked;
