/**
 * Hosts that run no guests but say they do: the hypervisor and the network of a host in memory,
 * with settable latencies and failures. They serve tests of scale, capacity planning, and people
 * who need an OpenStack API in their CI; never as a stand-in for QEMU in a test of guests.
 */
@NullMarked
package cairn.simulated;

import org.jspecify.annotations.NullMarked;
