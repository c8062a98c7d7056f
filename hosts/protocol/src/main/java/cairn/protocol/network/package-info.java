/**
 * The network as it is wanted, in terms of no engine: what the network service says and a driver
 * (OVN) makes so. The whole of it is one {@link cairn.protocol.network.Topology}, derived from the
 * rows and never stored.
 */
@NullMarked
package cairn.protocol.network;

import org.jspecify.annotations.NullMarked;
