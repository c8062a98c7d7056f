package cairn.network.securitygroup;

import cairn.common.Id;
import cairn.network.address.Cidr;
import cairn.network.wire.Filters;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** All the SQL of security group rules. */
final class RuleStore {
  private static final String COLUMNS =
      """
      r.id, r.security_group_id, r.project_id, r.description, '{}'::text[] AS tags, r.direction,
      r.ethertype, r.protocol, r.port_range_min, r.port_range_max, r.remote_ip_prefix,
      r.remote_group_id, r.revision, r.created_at, r.updated_at\
      """;

  private static final String FROM =
      "security_group_rule r JOIN security_group g ON g.id = r.security_group_id";

  /** A rule is its group's: who owns that sees it, whoever made it. */
  private static final String VISIBLE =
      "(:all OR r.project_id = :project OR g.project_id = :project)";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM " + FROM + " WHERE r.id = :id AND " + VISIBLE;

  private static final String SAME =
      """
      SELECT id FROM security_group_rule
       WHERE security_group_id = :group AND direction = :direction AND ethertype = :ethertype
         AND protocol IS NOT DISTINCT FROM :protocol
         AND port_range_min IS NOT DISTINCT FROM :min
         AND port_range_max IS NOT DISTINCT FROM :max
         AND remote_ip_prefix IS NOT DISTINCT FROM :prefix::cidr
         AND remote_group_id IS NOT DISTINCT FROM :remote\
      """;

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "r")
          .uuid("security_group_id", "security_group_id")
          .text("direction", "direction")
          .text("ethertype", "ethertype")
          .text("protocol", "protocol")
          .number("port_range_min", "port_range_min")
          .number("port_range_max", "port_range_max")
          .uuid("remote_group_id", "remote_group_id")
          .where(
              "remote_ip_prefix",
              "r.remote_ip_prefix::text = ANY(:remote_prefix)",
              "remote_prefix");

  private static final String INSERT =
      """
      INSERT INTO security_group_rule (id, security_group_id, project_id, description, direction,
             ethertype, protocol, port_range_min, port_range_max, remote_ip_prefix,
             remote_group_id, created_at, updated_at)
      VALUES (:id, :group, :project, :description, :direction,
             :ethertype, :protocol, :min, :max, :prefix::cidr, :remote, :now, :now)
      ON CONFLICT ON CONSTRAINT security_group_rule_same DO NOTHING\
      """;

  private static final String DELETE = "DELETE FROM security_group_rule WHERE id = :id";

  Optional<SecurityGroupRule> find(Transaction tx, Sight sight, SecurityGroupRuleId id) {
    return tx.sql(FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(RuleStore::rule);
  }

  ListPage<SecurityGroupRule> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, RuleStore::rule);
  }

  /** False when there is the same already. */
  boolean insert(Transaction tx, SecurityGroupRule rule) {
    return tx.sql(INSERT)
            .bind("id", rule.id())
            .bind("group", rule.groupId())
            .bind("project", rule.projectId())
            .bind("description", rule.standard().description())
            .bind("direction", rule.direction())
            .bind("ethertype", rule.ethertype())
            .bind("protocol", rule.protocol())
            .bind("min", rule.portMin())
            .bind("max", rule.portMax())
            .bind("prefix", rule.remotePrefix().map(Cidr::toString))
            .bind("remote", rule.remoteGroup())
            .bind("now", rule.standard().createdAt())
            .update()
        == 1;
  }

  Optional<UUID> same(Transaction tx, SecurityGroupRule rule) {
    return tx.sql(SAME)
        .bind("group", rule.groupId())
        .bind("direction", rule.direction())
        .bind("ethertype", rule.ethertype())
        .bind("protocol", rule.protocol())
        .bind("min", rule.portMin())
        .bind("max", rule.portMax())
        .bind("prefix", rule.remotePrefix().map(Cidr::toString))
        .bind("remote", rule.remoteGroup())
        .optional(row -> row.uuid("id"));
  }

  void delete(Transaction tx, SecurityGroupRuleId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  private static SecurityGroupRule rule(Row row) {
    return new SecurityGroupRule(
        new SecurityGroupRuleId(row.uuid("id")),
        new SecurityGroupId(row.uuid("security_group_id")),
        row.text("project_id"),
        Standard.of(row),
        row.text("direction").equals("ingress"),
        row.text("ethertype"),
        row.optionalText("protocol"),
        row.optionalInteger("port_range_min"),
        row.optionalInteger("port_range_max"),
        row.optionalText("remote_ip_prefix").map(Cidr::of),
        row.optionalUuid("remote_group_id").map(SecurityGroupId::new));
  }

  /** Reads a row that came as JSON within its group's. */
  static SecurityGroupRule ofTree(JsonNode row) {
    return new SecurityGroupRule(
        new SecurityGroupRuleId(UUID.fromString(row.get("id").stringValue())),
        new SecurityGroupId(UUID.fromString(row.get("security_group_id").stringValue())),
        row.get("project_id").stringValue(),
        new Standard(
            row.get("description").stringValue(),
            List.of(),
            row.get("revision").intValue(),
            OffsetDateTime.parse(row.get("created_at").stringValue()).toInstant(),
            OffsetDateTime.parse(row.get("updated_at").stringValue()).toInstant()),
        row.get("direction").stringValue().equals("ingress"),
        row.get("ethertype").stringValue(),
        text(row, "protocol"),
        number(row, "port_range_min"),
        number(row, "port_range_max"),
        text(row, "remote_ip_prefix").map(Cidr::of),
        text(row, "remote_group_id").flatMap(Id::parse).map(SecurityGroupId::new));
  }

  private static Optional<String> text(JsonNode row, String name) {
    return row.path(name).isString() ? Optional.of(row.get(name).stringValue()) : Optional.empty();
  }

  private static Optional<Integer> number(JsonNode row, String name) {
    return row.path(name).isIntegralNumber()
        ? Optional.of(row.get(name).intValue())
        : Optional.empty();
  }
}
