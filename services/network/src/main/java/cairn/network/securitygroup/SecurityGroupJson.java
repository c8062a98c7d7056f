package cairn.network.securitygroup;

import cairn.network.address.Cidr;
import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The wire form of security groups and their rules. */
final class SecurityGroupJson {
  private static final int PORT_MAX = 65535;

  static final Shape GROUP =
      Shape.of(
          "security_group",
          "security_groups",
          Attribute.free("name", Check.text(255)),
          Attribute.free("stateful", Check.BOOLEAN),
          Attribute.shown("security_group_rules"),
          Attribute.shown("shared"),
          Attribute.shown("tags"));

  static final Shape RULE =
      Shape.of(
          "security_group_rule",
          "security_group_rules",
          Attribute.fixed("security_group_id", Check.text(255)).must(),
          Attribute.fixed("direction", Check.oneOf("ingress", "egress")).must(),
          Attribute.fixed("ethertype", Check.text(10).orNull()),
          Attribute.fixed("protocol", Check.ANY),
          Attribute.fixed("port_range_min", Check.ANY),
          Attribute.fixed("port_range_max", Check.ANY),
          Attribute.fixed("remote_ip_prefix", Check.text(64).orNull()),
          Attribute.fixed("remote_group_id", Check.text(255).orNull()),
          Attribute.fixed("remote_address_group_id", Check.UUID.orNull()),
          Attribute.fixed("description", Check.text(255)),
          Attribute.shown("tags"));

  private SecurityGroupJson() {}

  static NewRule rule(Input input, String project) {
    var given = input.text("ethertype").orElse(SecurityGroupRule.IPV4);
    var ethertype =
        switch (given.toLowerCase(Locale.ROOT)) {
          case "ipv4" -> SecurityGroupRule.IPV4;
          case "ipv6" -> SecurityGroupRule.IPV6;
          default ->
              throw NetworkErrors.badRequest(
                  "SecurityGroupRuleInvalidEtherType",
                  "Security group rule for ethertype '%s' not supported. Allowed values are ['IPv4', 'IPv6']."
                      .formatted(given));
        };
    if (input.node("remote_address_group_id").isPresent()) {
      throw NetworkErrors.notFound(
          "AddressGroup", input.text("remote_address_group_id").orElse(""));
    }
    return new NewRule(
        input.text("security_group_id").orElse(""),
        project,
        input.text("description").orElse(""),
        input.text("direction").equals(Optional.of("ingress")),
        ethertype,
        input.text("protocol"),
        port(input, "port_range_min"),
        port(input, "port_range_max"),
        input
            .text("remote_ip_prefix")
            .filter(text -> !text.isEmpty())
            .map(SecurityGroupJson::prefix),
        input.text("remote_group_id"));
  }

  private static Optional<Integer> port(Input input, String name) {
    if (input.node(name).isEmpty()) {
      return Optional.empty();
    }
    var value = input.integer(name);
    if (value.isEmpty() || value.get() < 0 || value.get() > PORT_MAX) {
      throw NetworkErrors.badRequest(
          "SecurityGroupInvalidPortValue", "Invalid value for port " + input.text(name).orElse(""));
    }
    return value;
  }

  private static Cidr prefix(String text) {
    return Cidr.parse(text)
        .orElseThrow(() ->
            NetworkErrors.badAttribute(
                "remote_ip_prefix", "'%s' is not a valid CIDR".formatted(text)));
  }

  static void write(SecurityGroup group, JsonOut out) {
    var json = out.json();
    out.text("id", group.id())
        .text("name", group.name())
        .bool("stateful", group.stateful())
        .project(group.projectId())
        .bool("shared", false)
        .value(
            "security_group_rules",
            () -> {
              json.writeStartArray();
              for (var rule : group.rules()) {
                json.writeStartObject();
                write(rule, new JsonOut(json, Set.of()));
                json.writeEndObject();
              }
              json.writeEndArray();
            })
        .standard(group.standard());
  }

  static void write(SecurityGroupRule rule, JsonOut out) {
    out.text("id", rule.id())
        .project(rule.projectId())
        .text("security_group_id", rule.groupId())
        .text("ethertype", rule.ethertype())
        .text("direction", rule.direction())
        .textOrNull("protocol", rule.protocol())
        .numberOrNull("port_range_min", rule.portMin())
        .numberOrNull("port_range_max", rule.portMax())
        .textOrNull("remote_ip_prefix", rule.remotePrefix())
        .textOrNull("remote_address_group_id", Optional.empty())
        .textOrNull("remote_group_id", rule.remoteGroup())
        .standard(rule.standard());
  }
}
