/**
 * The network by OVN. {@link cairn.ovn.OvnDriver} writes the northbound database as the topology
 * wants it, {@link cairn.ovn.DataPlane} runs OVN and Open vSwitch on a machine of its own, {@link
 * cairn.ovn.OvsHostNetwork} plugs guests and metadata services into a host's integration bridge.
 */
@NullMarked
package cairn.ovn;

import org.jspecify.annotations.NullMarked;
