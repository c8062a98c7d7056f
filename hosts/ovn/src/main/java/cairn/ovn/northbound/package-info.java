/**
 * What OVN's northbound database shall hold for a topology, and how to get there. {@link
 * cairn.ovn.northbound.NorthboundPlan} is a pure function from the topology to rows; {@link
 * cairn.ovn.northbound.NorthboundDifference} compares them with the live rows and yields the
 * transactions that remain to be done. Every row is marked by {@code external_ids:cairn:id}, and
 * rows without the mark are nobody's business here. The content follows what OVN's manual
 * (ovn-nb(5)) asks for and the conventions that Neutron made known, so that its operators find
 * their way: switch ports are named by port ids, router ports {@code lrp-ID}, groups {@code pg_ID}.
 */
@NullMarked
package cairn.ovn.northbound;

import org.jspecify.annotations.NullMarked;
