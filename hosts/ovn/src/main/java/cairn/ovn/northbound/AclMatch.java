package cairn.ovn.northbound;

import cairn.protocol.network.Topology.Rule;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A security group rule in the language of OVN's access lists (ovn-sb(5), Logical_Flow match). */
final class AclMatch {
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("ah", 51),
          Map.entry("dccp", 33),
          Map.entry("egp", 8),
          Map.entry("esp", 50),
          Map.entry("gre", 47),
          Map.entry("icmp", 1),
          Map.entry("icmpv6", 58),
          Map.entry("igmp", 2),
          Map.entry("ipip", 4),
          Map.entry("ipv6-encap", 41),
          Map.entry("ipv6-frag", 44),
          Map.entry("ipv6-icmp", 58),
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

  private AclMatch() {}

  static String groupName(UUID group) {
    return "pg_" + group.toString().replace('-', '_');
  }

  /**
   * The match; empty for a protocol that is neither a known name nor a number. Such a rule permits
   * nothing, and must not keep all others from their effect.
   */
  static Optional<String> of(UUID group, Rule rule) {
    var protocol = rule.protocol().filter(name -> !name.isEmpty() && !name.equals("any"));
    var number = protocol.flatMap(AclMatch::number);
    if (protocol.isPresent() && number.isEmpty()) {
      return Optional.empty();
    }
    var version = "ip" + rule.ipVersion();
    var match = new StringBuilder();
    match.append(rule.ingress() ? "outport" : "inport").append(" == @").append(groupName(group));
    match.append(" && ").append(version);
    var peer = version + (rule.ingress() ? ".src == " : ".dst == ");
    if (rule.remoteGroup().isPresent()) {
      var name = groupName(rule.remoteGroup().get());
      match.append(" && ").append(peer).append('$').append(name).append('_').append(version);
    } else if (rule.remoteCidr().filter(cidr -> !Addresses.isEverything(cidr)).isPresent()) {
      match.append(" && ").append(peer).append(rule.remoteCidr().get());
    }
    number.ifPresent(value -> match.append(" && ").append(protocol(value, rule)));
    return Optional.of(match.toString());
  }

  private static Optional<Integer> number(String protocol) {
    var known = NUMBERS.get(protocol.toLowerCase(Locale.ROOT));
    return known == null && protocol.matches("[0-9]{1,3}")
        ? Optional.of(Integer.valueOf(protocol))
        : Optional.ofNullable(known);
  }

  private static String protocol(int ofVersion4, Rule rule) {
    var number = ofVersion4 == 1 && rule.ipVersion() == 6 ? 58 : ofVersion4;
    return switch (number) {
      case 6 -> ports("tcp", rule);
      case 17 -> ports("udp", rule);
      case 132 -> ports("sctp", rule);
      case 1 -> icmp("icmp4", rule);
      case 58 -> icmp("icmp6", rule);
      default -> "ip.proto == " + number;
    };
  }

  private static String ports(String protocol, Rule rule) {
    if (rule.portMin().isEmpty() && rule.portMax().isEmpty()) {
      return protocol;
    }
    int least = rule.portMin().orElse(0);
    int greatest = rule.portMax().orElse(65535);
    var port = protocol + ".dst";
    return least == greatest
        ? "%s && %s == %d".formatted(protocol, port, least)
        : "%s && %s >= %d && %s <= %d".formatted(protocol, port, least, port, greatest);
  }

  private static String icmp(String protocol, Rule rule) {
    var type = rule.portMin().map(value -> " && %s.type == %d".formatted(protocol, value));
    var code = rule.portMax().map(value -> " && %s.code == %d".formatted(protocol, value));
    return protocol + type.orElse("") + code.orElse("");
  }
}
