/**
 * Subnets: the addresses of a network. A subnet is one range of IP version 4 or 6 with the pools
 * that addresses are given from, its gateway, and what DHCP and router advertisements tell. It can
 * go when no port has an address of it that it did not get by itself.
 */
@NullMarked
package cairn.network.subnet;

import org.jspecify.annotations.NullMarked;
