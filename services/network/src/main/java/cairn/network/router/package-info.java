/**
 * Routers: what joins subnets with each other and with the outside. Its legs in projects' networks
 * and its gateway in an external one are ports; it can go when no leg is left.
 */
@NullMarked
package cairn.network.router;

import org.jspecify.annotations.NullMarked;
