package cairn.network.info;

import java.util.List;
import java.util.Optional;

/**
 * The extensions of the API that work here; clients decide by these names what they may send. One
 * is added when it works, not before.
 */
final class Extensions {
  /**
   * @param alias what clients look for
   */
  record Extension(String alias, String name, String description) {}

  static final List<Extension> ALL =
      List.of(
          of("agent", "agent", "The agent management extension"),
          of("allowed-address-pairs", "Allowed Address Pairs", "Further addresses of a port"),
          of("availability_zone", "Availability Zone", "Availability zones"),
          of("binding", "Port Binding", "The host and the virtual interface of a port"),
          of("empty-string-filtering", "Empty String Filtering", "Filters with an empty value"),
          of("ext-gw-mode", "Neutron L3 Configurable external gateway mode", "SNAT on or off"),
          of("external-net", "Neutron external network", "External networks"),
          of("extra_dhcp_opt", "Neutron Extra DHCP options", "Extra DHCP options of a port"),
          of("extraroute", "Neutron Extra Route", "Extra routes of a router"),
          of("extraroute-atomic", "Atomically add/remove extra routes", "Routes one by one"),
          of("filter-validation", "Filter parameters validation", "Unknown filters are refused"),
          of("fip-port-details", "Floating IP Port Details Extension", "port_details"),
          of("ip-substring-filtering", "IP address substring filtering", "ip_address_substr"),
          of("net-mtu", "Network MTU", "The MTU of a network"),
          of("net-mtu-writable", "Network MTU (writable)", "The MTU may be set"),
          of("network-ip-availability", "Network IP Availability", "How full networks are"),
          of("network_availability_zone", "Network Availability Zone", "Zones of networks"),
          of("pagination", "Pagination support", "Lists in pages"),
          of("port-security", "Port Security", "Port security on or off"),
          of("port-security-groups-filtering", "Port filtering on security groups", "Filter"),
          of("project-id", "project_id field enabled", "project_id beside tenant_id"),
          of("provider", "Provider Network", "How a network is made"),
          of("quota_details", "Quota details management support", "Usage beside limits"),
          of("quotas", "Quota management support", "Limits of projects"),
          of("router", "Neutron L3 Router", "Routers and floating IPs"),
          of("router_availability_zone", "Router Availability Zone", "Zones of routers"),
          of("security-group", "security-group", "Security groups"),
          of("service-type", "Neutron Service Type Management", "Service providers"),
          of("sorting", "Sorting support", "Sorted lists"),
          of("standard-attr-description", "standard-attr-description", "Descriptions"),
          of("standard-attr-revisions", "Resource revision numbers", "Revision numbers"),
          of("standard-attr-tag", "Tag support for resources with standard attribute", "Tags"),
          of("standard-attr-timestamp", "Resource timestamps", "Times of creation and change"),
          of("stateful-security-group", "Stateful security group", "Stateful or not"),
          of("subnet_allocation", "Subnet Allocation", "Subnets cut from pools"),
          of("default-subnetpools", "Default Subnetpools", "Pools for those who name none"),
          of("subnet-service-types", "Subnet service types", "Subnets for some ports alone"));

  private Extensions() {}

  private static Extension of(String alias, String name, String description) {
    return new Extension(alias, name, description);
  }

  static Optional<Extension> find(String alias) {
    return ALL.stream().filter(extension -> extension.alias().equals(alias)).findFirst();
  }
}
