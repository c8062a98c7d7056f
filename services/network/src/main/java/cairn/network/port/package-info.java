/**
 * Ports: where a device meets a network. A port has a MAC, addresses of its network's subnets that
 * nobody else has, and the security groups that guard it. It is DOWN until its host has plugged it,
 * then ACTIVE.
 *
 * <p>An address is given by inserting its row ({@code port_address_once} decides), never by looking
 * first: {@link cairn.network.port.AddressStore}.
 */
@NullMarked
package cairn.network.port;

import org.jspecify.annotations.NullMarked;
