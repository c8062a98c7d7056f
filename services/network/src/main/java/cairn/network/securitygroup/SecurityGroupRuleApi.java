package cairn.network.securitygroup;

import cairn.http.Request;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Target;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.UUID;

/** Security group rules on the wire; they are made and deleted, never changed. */
public final class SecurityGroupRuleApi implements Noun<SecurityGroupRule> {
  private static final NounPolicy POLICY = NounPolicy.usual("security_group_rule");

  private final SecurityGroups groups;

  public SecurityGroupRuleApi(SecurityGroups groups) {
    this.groups = groups;
  }

  @Override
  public Shape shape() {
    return SecurityGroupJson.RULE;
  }

  @Override
  public NounPolicy policy() {
    return POLICY;
  }

  @Override
  public ListPage<SecurityGroupRule> list(
      Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return groups.listRules(tx, sight, wanted);
  }

  @Override
  public SecurityGroupRule load(Transaction tx, Sight sight, String id, boolean lock) {
    return groups.rule(tx, sight, id);
  }

  @Override
  public UUID id(SecurityGroupRule rule) {
    return rule.id().value();
  }

  @Override
  public Target target(SecurityGroupRule rule) {
    return Target.ofProject(rule.projectId());
  }

  @Override
  public SecurityGroupRule create(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    return groups.addRule(
        tx, sight, SecurityGroupJson.rule(input, input.project().orElse(sight.project())));
  }

  @Override
  public SecurityGroupRule update(
      Transaction tx, Request request, SecurityGroupRule rule, Input input) {
    throw NetworkErrors.badRequest("A security group rule cannot be changed.");
  }

  @Override
  public void delete(Transaction tx, Request request, SecurityGroupRule rule) {
    groups.deleteRule(tx, rule);
  }

  @Override
  public void write(SecurityGroupRule rule, JsonOut out, Request request) {
    SecurityGroupJson.write(rule, out);
  }
}
