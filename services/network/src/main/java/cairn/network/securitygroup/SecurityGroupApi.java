package cairn.network.securitygroup;

import cairn.http.Request;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Target;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.UUID;

/** Security groups on the wire. */
public final class SecurityGroupApi implements Noun<SecurityGroup> {
  private static final NounPolicy POLICY = NounPolicy.usual("security_group");

  private final SecurityGroups groups;

  public SecurityGroupApi(SecurityGroups groups) {
    this.groups = groups;
  }

  @Override
  public Shape shape() {
    return SecurityGroupJson.GROUP;
  }

  @Override
  public NounPolicy policy() {
    return POLICY;
  }

  /** Who looks at the groups finds the default one there. */
  @Override
  public void beforeList(Database database, Sight sight) {
    var project = sight.project();
    if (!project.isEmpty() && !database.read(tx -> groups.hasDefault(tx, project))) {
      database.run(tx -> groups.ofDefault(tx, project));
    }
  }

  @Override
  public ListPage<SecurityGroup> list(
      Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return groups.list(tx, sight, wanted);
  }

  @Override
  public SecurityGroup load(Transaction tx, Sight sight, String id, boolean lock) {
    return groups.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(SecurityGroup group) {
    return group.id().value();
  }

  @Override
  public Target target(SecurityGroup group) {
    return Target.ofProject(group.projectId());
  }

  @Override
  public SecurityGroup create(Transaction tx, Request request, Input input) {
    return groups.create(
        tx,
        input.project().orElse(Sight.of(request.caller()).project()),
        input.text("name").orElse(""),
        input.text("description").orElse(""),
        input.bool("stateful").orElse(true));
  }

  @Override
  public SecurityGroup update(Transaction tx, Request request, SecurityGroup group, Input input) {
    return groups.update(tx, group, input);
  }

  @Override
  public void delete(Transaction tx, Request request, SecurityGroup group) {
    groups.delete(tx, Sight.of(request.caller()), group);
  }

  @Override
  public void write(SecurityGroup group, JsonOut out, Request request) {
    SecurityGroupJson.write(group, out);
  }
}
