package cairn.ovn.northbound;

import cairn.protocol.network.Topology.DhcpOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of DHCP options that tenants use, and OVN's (ovn-nb(5), table DHCP_Options). Options
 * that OVN does not know are left out. Values are checked here again, since OVN copies them into
 * the text of its flows: a value that is no plain list of numbers and addresses must be a string
 * that cannot end its quotes.
 */
final class DhcpOptionNames {
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z.:,/{} _-]{1,1024}");
  private static final Pattern QUOTABLE = Pattern.compile("[^\\p{Cntrl}\"\\\\$]{1,255}");

  private static final Map<String, String> VERSION_4 =
      Map.ofEntries(
          Map.entry("netmask", "netmask"),
          Map.entry("1", "netmask"),
          Map.entry("router", "router"),
          Map.entry("3", "router"),
          Map.entry("dns-server", "dns_server"),
          Map.entry("6", "dns_server"),
          Map.entry("log-server", "log_server"),
          Map.entry("7", "log_server"),
          Map.entry("lpr-server", "lpr_server"),
          Map.entry("9", "lpr_server"),
          Map.entry("domain-name", "domain_name"),
          Map.entry("15", "domain_name"),
          Map.entry("swap-server", "swap_server"),
          Map.entry("16", "swap_server"),
          Map.entry("ip-forward-enable", "ip_forward_enable"),
          Map.entry("19", "ip_forward_enable"),
          Map.entry("policy-filter", "policy_filter"),
          Map.entry("21", "policy_filter"),
          Map.entry("default-ttl", "default_ttl"),
          Map.entry("23", "default_ttl"),
          Map.entry("mtu", "mtu"),
          Map.entry("26", "mtu"),
          Map.entry("router-discovery", "router_discovery"),
          Map.entry("31", "router_discovery"),
          Map.entry("router-solicitation", "router_solicitation"),
          Map.entry("32", "router_solicitation"),
          Map.entry("arp-timeout", "arp_cache_timeout"),
          Map.entry("35", "arp_cache_timeout"),
          Map.entry("ethernet-encap", "ethernet_encap"),
          Map.entry("36", "ethernet_encap"),
          Map.entry("tcp-ttl", "tcp_ttl"),
          Map.entry("37", "tcp_ttl"),
          Map.entry("tcp-keepalive-interval", "tcp_keepalive_interval"),
          Map.entry("38", "tcp_keepalive_interval"),
          Map.entry("nis-server", "nis_server"),
          Map.entry("41", "nis_server"),
          Map.entry("ntp-server", "ntp_server"),
          Map.entry("42", "ntp_server"),
          Map.entry("lease-time", "lease_time"),
          Map.entry("51", "lease_time"),
          Map.entry("server-id", "server_id"),
          Map.entry("54", "server_id"),
          Map.entry("T1", "T1"),
          Map.entry("58", "T1"),
          Map.entry("T2", "T2"),
          Map.entry("59", "T2"),
          Map.entry("tftp-server", "tftp_server"),
          Map.entry("66", "tftp_server"),
          Map.entry("bootfile-name", "bootfile_name"),
          Map.entry("67", "bootfile_name"),
          Map.entry("domain-search", "domain_search_list"),
          Map.entry("119", "domain_search_list"),
          Map.entry("classless-static-route", "classless_static_route"),
          Map.entry("121", "classless_static_route"),
          Map.entry("server-ip-address", "tftp_server_address"),
          Map.entry("tftp-server-address", "tftp_server_address"),
          Map.entry("150", "tftp_server_address"),
          Map.entry("path-prefix", "path_prefix"),
          Map.entry("210", "path_prefix"),
          Map.entry("ms-classless-static-route", "ms_classless_static_route"),
          Map.entry("249", "ms_classless_static_route"),
          Map.entry("wpad", "wpad"),
          Map.entry("252", "wpad"));

  private static final Map<String, String> VERSION_6 =
      Map.of(
          "server-id", "server_id",
          "2", "server_id",
          "dns-server", "dns_server",
          "23", "dns_server",
          "domain-search", "domain_search",
          "24", "domain_search");

  /** Those whose value OVN wants in quotes. */
  private static final Set<String> STRINGS =
      Set.of(
          "domain_name",
          "domain_search_list",
          "domain_search",
          "tftp_server",
          "bootfile_name",
          "path_prefix",
          "wpad");

  private DhcpOptionNames() {}

  /** OVN's name and value of an option; empty when OVN does not have it or the value is unfit. */
  static Optional<Map.Entry<String, String>> translate(DhcpOption option) {
    var name = (option.ipVersion() == 4 ? VERSION_4 : VERSION_6).get(option.name());
    if (name == null) {
      return Optional.empty();
    }
    var value = option.value().strip();
    if (STRINGS.contains(name)) {
      var bare =
          value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
              ? value.substring(1, value.length() - 1)
              : value;
      return QUOTABLE.matcher(bare).matches()
          ? Optional.of(Map.entry(name, '"' + bare + '"'))
          : Optional.empty();
    }
    if (!PLAIN.matcher(value).matches()) {
      return Optional.empty();
    }
    var list = value.contains(",") && !value.startsWith("{");
    return Optional.of(Map.entry(name, list ? "{" + value + "}" : value));
  }
}
