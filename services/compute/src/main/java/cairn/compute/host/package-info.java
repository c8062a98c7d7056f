/**
 * Hosts: the machines that run guests, as their agents describe them. One row is what the Compute
 * API calls a hypervisor and, seen from the other side, a {@code nova-compute} service. A host is
 * up while its agent is heard of.
 */
@NullMarked
package cairn.compute.host;

import org.jspecify.annotations.NullMarked;
