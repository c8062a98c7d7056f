/**
 * The networking service: OpenStack's Networking API v2.0 over rows, and the wanted topology that a
 * driver makes so. {@link cairn.network.NetworkModule} is the index page.
 */
@NullMarked
package cairn.network;

import org.jspecify.annotations.NullMarked;
