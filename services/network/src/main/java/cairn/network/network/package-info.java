/**
 * Networks: the layer 2 segments that ports are in. A network belongs to a project; a shared one
 * may be used by all, an external one is where routers have their gateways and floating IPs come
 * from. Subnets and ports point to it, and it can go only when no port but its own service port is
 * left.
 */
@NullMarked
package cairn.network.network;

import org.jspecify.annotations.NullMarked;
