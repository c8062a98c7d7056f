/**
 * From rows to the network as it is wanted, and back: {@link cairn.network.topology.Topologies}
 * derives the whole of it in a constant number of statements, {@link
 * cairn.network.topology.NetworkReconciler} has a driver make it so, and {@link
 * cairn.network.topology.NetworkStatus} keeps what the driver reports.
 */
@NullMarked
package cairn.network.topology;

import org.jspecify.annotations.NullMarked;
