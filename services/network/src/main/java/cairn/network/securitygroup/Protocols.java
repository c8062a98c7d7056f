package cairn.network.securitygroup;

import static cairn.network.wire.NetworkErrors.badRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The protocols that a rule may name (IANA's protocol numbers; the names that the reference takes)
 * and which values of ports go with them. Pure.
 */
final class Protocols {
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("ah", 51),
          Map.entry("dccp", 33),
          Map.entry("egp", 8),
          Map.entry("esp", 50),
          Map.entry("gre", 47),
          Map.entry("hopopt", 0),
          Map.entry("icmp", 1),
          Map.entry("igmp", 2),
          Map.entry("ip", 0),
          Map.entry("ipip", 4),
          Map.entry("ipv6-encap", 41),
          Map.entry("ipv6-frag", 44),
          Map.entry("ipv6-icmp", 58),
          Map.entry("icmpv6", 58),
          Map.entry("ipv6-nonxt", 59),
          Map.entry("ipv6-opts", 60),
          Map.entry("ipv6-route", 43),
          Map.entry("ospf", 89),
          Map.entry("pgm", 113),
          Map.entry("rsvp", 46),
          Map.entry("sctp", 132),
          Map.entry("tcp", 6),
          Map.entry("udp", 17),
          Map.entry("udplite", 136),
          Map.entry("vrrp", 112));

  private static final Set<Integer> WITH_PORTS = Set.of(6, 17, 33, 132, 136);
  private static final Set<Integer> SIX_ALONE = Set.of(41, 43, 44, 58, 59, 60);
  private static final int ICMP = 1;
  private static final int ICMP_SIX = 58;

  private Protocols() {}

  /**
   * The protocol as it is kept: a name in lower case, or a number. What stands for any is empty.
   *
   * @throws cairn.common.CloudException BAD_REQUEST
   */
  static Optional<String> read(Optional<String> given) {
    if (given.isEmpty()) {
      return given;
    }
    var text = given.get().toLowerCase(java.util.Locale.ROOT);
    if (text.isEmpty() || text.equals("any") || text.equals("0") || text.equals("ip")) {
      return Optional.empty();
    }
    if (NAMES.containsKey(text) || (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 255)) {
      return Optional.of(text);
    }
    throw badRequest(
        "SecurityGroupRuleInvalidProtocol",
        "Security group rule protocol %s not supported. Only protocol values %s and integer representations [0 to 255] are supported."
            .formatted(text, List.copyOf(NAMES.keySet()).stream().sorted().toList()));
  }

  /** Lets ports that go with the protocol and ethertype pass. */
  static void check(
      Optional<String> protocol, String ethertype, Optional<Integer> min, Optional<Integer> max) {
    if (protocol.isEmpty()) {
      if (min.isPresent() || max.isPresent()) {
        throw badRequest(
            "SecurityGroupProtocolRequiredWithPorts",
            "Must also specify protocol if port range is given.");
      }
      return;
    }
    var number = number(protocol.get());
    if (ethertype.equals(SecurityGroupRule.IPV4)
        && SIX_ALONE.contains(number)
        && !protocol.get().equals("ipv6-encap")) {
      throw badRequest(
          "SecurityGroupEthertypeConflictWithProtocol",
          "Invalid ethertype %s for protocol %s.".formatted(ethertype, protocol.get()));
    }
    if (number == ICMP || number == ICMP_SIX) {
      icmp(min, max);
    } else if (WITH_PORTS.contains(number)) {
      ports(min, max);
    } else if (min.isPresent() || max.isPresent()) {
      throw badRequest(
          "SecurityGroupInvalidProtocolForPort",
          "Ports cannot be specified for protocol %s. Ports are only supported for ['dccp', 'sctp', 'tcp', 'udp', 'udplite']."
              .formatted(protocol.get()));
    }
  }

  private static void icmp(Optional<Integer> type, Optional<Integer> code) {
    if (type.isEmpty() && code.isPresent()) {
      throw badRequest(
          "SecurityGroupMissingIcmpType",
          "ICMP code (port-range-max) %d is provided but ICMP type (port-range-min) is missing."
              .formatted(code.get()));
    }
    icmpValue("port_range_min", "type", type);
    icmpValue("port_range_max", "code", code);
  }

  private static void icmpValue(String field, String what, Optional<Integer> value) {
    if (value.isPresent() && (value.get() < 0 || value.get() > 255)) {
      throw badRequest(
          "SecurityGroupInvalidIcmpValue",
          "Invalid value for ICMP %s (%s) %d. It must be 0 to 255."
              .formatted(what, field, value.get()));
    }
  }

  private static void ports(Optional<Integer> min, Optional<Integer> max) {
    if (min.isEmpty() && max.isEmpty()) {
      return;
    }
    if (min.equals(Optional.of(0)) || max.equals(Optional.of(0))) {
      throw badRequest("SecurityGroupInvalidPortValue", "Invalid value for port 0");
    }
    if (min.isEmpty() || max.isEmpty() || min.get() > max.get()) {
      throw badRequest(
          "SecurityGroupInvalidPortRange",
          "For TCP/UDP protocols, port_range_min must be <= port_range_max");
    }
  }

  private static int number(String protocol) {
    var known = NAMES.get(protocol);
    return known == null ? Integer.parseInt(protocol) : known;
  }
}
