/**
 * Floating IPs: addresses of an external network that a project owns and may have stand for a
 * port's own address, through the router that joins both.
 */
@NullMarked
package cairn.network.floatingip;

import org.jspecify.annotations.NullMarked;
