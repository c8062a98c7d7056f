package cairn.network.securitygroup;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.address.Cidr;
import cairn.network.network.Networks;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.policy.Caller;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Security groups and their rules. Safe for many threads. */
public final class SecurityGroups {
  private final SecurityGroupStore store = new SecurityGroupStore();
  private final RuleStore rules = new RuleStore();
  private final Quotas quotas;
  private final Time time;
  private final Entropy entropy;

  public SecurityGroups(Quotas quotas, Time time, Entropy entropy) {
    this.quotas = quotas;
    this.time = time;
    this.entropy = entropy;
  }

  /**
   * The groups that names or ids stand for, without doubles; for an empty list the default group of
   * the caller's project.
   *
   * @throws cairn.common.CloudException NOT_FOUND, or CONFLICT when a name is not unique
   */
  public List<SecurityGroupId> resolve(Transaction tx, Caller caller, List<String> namesOrIds) {
    var sight = Sight.of(caller);
    if (namesOrIds.isEmpty()) {
      return List.of(ofDefault(tx, sight.project()));
    }
    if (namesOrIds.contains(SecurityGroup.DEFAULT)) {
      ofDefault(tx, sight.project());
    }
    var ids = namesOrIds.stream().flatMap(text -> SecurityGroupId.parse(text).stream()).toList();
    var known = store.named(tx, sight, ids, namesOrIds);
    var found = new LinkedHashSet<SecurityGroupId>();
    for (var wanted : namesOrIds) {
      var byId = known.stream().filter(group -> group.id().toString().equals(wanted)).toList();
      var fitting =
          byId.isEmpty()
              ? known.stream().filter(group -> group.name().equals(wanted)).toList()
              : byId;
      if (fitting.isEmpty()) {
        throw new CloudException(Kind.NOT_FOUND, "Security group %s not found.".formatted(wanted))
            .typed("SecurityGroupNotFound");
      }
      if (fitting.size() > 1) {
        throw NetworkErrors.conflict(
            "NoUniqueMatch",
            "Multiple security groups found matching '%s'. Use an ID to be more specific."
                .formatted(wanted));
      }
      found.add(fitting.getFirst().id());
    }
    return List.copyOf(found);
  }

  /**
   * Lets groups that the caller sees pass, in one statement.
   *
   * @throws cairn.common.CloudException NOT_FOUND, naming the first that is not seen
   */
  public void checkVisible(Transaction tx, Sight sight, Collection<SecurityGroupId> ids) {
    var known =
        store.named(tx, sight, ids, List.of()).stream()
            .map(SecurityGroupStore.Named::id)
            .collect(Collectors.toSet());
    for (var id : ids) {
      if (!known.contains(id)) {
        throw notFound(id.toString());
      }
    }
  }

  private static CloudException notFound(String id) {
    return new CloudException(Kind.NOT_FOUND, "Security group %s does not exist".formatted(id))
        .typed("SecurityGroupNotFound");
  }

  /** The names of groups, whoever asks; in one statement. */
  public Map<SecurityGroupId, String> names(Transaction tx, Collection<SecurityGroupId> ids) {
    return store.names(tx, ids).stream()
        .collect(Collectors.toMap(SecurityGroupStore.Named::id, SecurityGroupStore.Named::name));
  }

  boolean hasDefault(Transaction tx, String project) {
    return store.ofDefault(tx, project).isPresent();
  }

  /** The project's default group, made when it has none. */
  public SecurityGroupId ofDefault(Transaction tx, String project) {
    return store
        .ofDefault(tx, project)
        .orElseGet(() -> {
          var group = group(project, SecurityGroup.DEFAULT, "Default security group", true);
          if (store.insert(tx, group)) {
            addRules(tx, group, true);
          }
          return store.ofDefault(tx, project).orElseThrow();
        });
  }

  /**
   * The group that the caller sees.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public SecurityGroup get(Transaction tx, Sight sight, String id, boolean lock) {
    return SecurityGroupId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() -> notFound(id));
  }

  ListPage<SecurityGroup> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  SecurityGroup create(
      Transaction tx, String project, String name, String description, boolean stateful) {
    if (name.equals(SecurityGroup.DEFAULT)) {
      throw NetworkErrors.conflict(
          "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
    }
    ofDefault(tx, project);
    quotas.take(tx, project, QuotaResource.SECURITY_GROUP, 1);
    var group = group(project, name, description, false);
    var kept =
        new SecurityGroup(group.id(), project, name, group.standard(), false, stateful, List.of());
    store.insert(tx, kept);
    addRules(tx, kept, false);
    tx.changed(Networks.TOPIC, group.id().toString());
    return get(tx, Sight.ALL, group.id().toString(), false);
  }

  private SecurityGroup group(String project, String name, String description, boolean isDefault) {
    return new SecurityGroup(
        new SecurityGroupId(entropy.uuid()),
        project,
        name,
        Standard.created(description, time.now()),
        isDefault,
        true,
        List.of());
  }

  /** Everything out; into the default group from its own members. */
  private void addRules(Transaction tx, SecurityGroup group, boolean fromMembers) {
    for (var ethertype : List.of(SecurityGroupRule.IPV4, SecurityGroupRule.IPV6)) {
      var none = Optional.<Integer>empty();
      rules.insert(
          tx,
          new SecurityGroupRule(
              new SecurityGroupRuleId(entropy.uuid()),
              group.id(),
              group.projectId(),
              Standard.created("", time.now()),
              false,
              ethertype,
              Optional.empty(),
              none,
              none,
              Optional.empty(),
              Optional.empty()));
      if (fromMembers) {
        rules.insert(
            tx,
            new SecurityGroupRule(
                new SecurityGroupRuleId(entropy.uuid()),
                group.id(),
                group.projectId(),
                Standard.created("", time.now()),
                true,
                ethertype,
                Optional.empty(),
                none,
                none,
                Optional.empty(),
                Optional.of(group.id())));
      }
    }
  }

  SecurityGroup update(Transaction tx, SecurityGroup group, Input input) {
    if (group.isDefault()
        && input.has("name")
        && !input.text("name").equals(Optional.of(group.name()))) {
      throw NetworkErrors.conflict(
          "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
    }
    if (!group.isDefault() && input.text("name").equals(Optional.of(SecurityGroup.DEFAULT))) {
      throw NetworkErrors.conflict(
          "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
    }
    store.update(tx, group.id(), input, time.now());
    tx.changed(Networks.TOPIC, group.id().toString());
    return get(tx, Sight.ALL, group.id().toString(), false);
  }

  void delete(Transaction tx, Sight sight, SecurityGroup group) {
    if (group.isDefault() && !sight.all()) {
      throw NetworkErrors.conflict(
          "SecurityGroupCannotRemoveDefault",
          "Insufficient rights for removing default security group.");
    }
    try {
      store.delete(tx, group.id());
    } catch (ConstraintViolation e) {
      throw NetworkErrors.conflict(
          "SecurityGroupInUse", "Security Group %s in use.".formatted(group.id()));
    }
    tx.changed(Networks.TOPIC, group.id().toString());
  }

  SecurityGroupRule rule(Transaction tx, Sight sight, String id) {
    return SecurityGroupRuleId.parse(id)
        .flatMap(known -> rules.find(tx, sight, known))
        .orElseThrow(() ->
            new CloudException(
                    Kind.NOT_FOUND, "Security group rule %s does not exist".formatted(id))
                .typed("SecurityGroupRuleNotFound"));
  }

  ListPage<SecurityGroupRule> listRules(Transaction tx, Sight sight, ListRequest wanted) {
    return rules.list(tx, sight, wanted);
  }

  /** Adds a rule to a group that the caller sees. */
  SecurityGroupRule addRule(Transaction tx, Sight sight, NewRule input) {
    var group = get(tx, sight, input.group(), false);
    var protocol = Protocols.read(input.protocol());
    Protocols.check(protocol, input.ethertype(), input.portMin(), input.portMax());
    if (input.remotePrefix().isPresent() && input.remoteGroup().isPresent()) {
      throw NetworkErrors.badRequest(
          "SecurityGroupMultipleRemoteEntites",
          "Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.");
    }
    var remote = input.remoteGroup().map(id -> get(tx, sight, id, false).id());
    input.remotePrefix().ifPresent(prefix -> checkVersion(prefix, input.ethertype()));
    quotas.take(tx, group.projectId(), QuotaResource.SECURITY_GROUP_RULE, 1);
    var rule =
        new SecurityGroupRule(
            new SecurityGroupRuleId(entropy.uuid()),
            group.id(),
            input.project(),
            Standard.created(input.description(), time.now()),
            input.ingress(),
            input.ethertype(),
            protocol,
            input.portMin(),
            input.portMax(),
            input.remotePrefix(),
            remote);
    if (!rules.insert(tx, rule)) {
      throw NetworkErrors.conflict(
          "SecurityGroupRuleExists",
          "Security group rule already exists. Rule id is %s."
              .formatted(rules.same(tx, rule).map(Object::toString).orElse("unknown")));
    }
    store.touch(tx, group.id(), time.now());
    tx.changed(Networks.TOPIC, group.id().toString());
    return rule(tx, Sight.ALL, rule.id().toString());
  }

  private static void checkVersion(Cidr prefix, String ethertype) {
    if ((prefix.version() == 4) != ethertype.equals(SecurityGroupRule.IPV4)) {
      throw NetworkErrors.badRequest(
          "SecurityGroupRuleParameterConflict",
          "Conflicting value ethertype %s for CIDR %s".formatted(ethertype, prefix));
    }
  }

  void deleteRule(Transaction tx, SecurityGroupRule rule) {
    rules.delete(tx, rule.id());
    store.touch(tx, rule.groupId(), time.now());
    tx.changed(Networks.TOPIC, rule.groupId().toString());
  }
}
