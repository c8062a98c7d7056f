package cairn.network.subnet;

import cairn.http.Request;
import cairn.network.network.Networks;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.UUID;

/** Subnets on the wire. */
public final class SubnetApi implements Noun<Subnet> {
  private static final NounPolicy POLICY =
      new NounPolicy(
          // Whether the network may be used this way the target says: it is the network's owner.
          new Rule("create_subnet", NounPolicy.MEMBER, "Create a subnet"),
          new Rule("get_subnet", NounPolicy.READER + " or True:%(shared)s", "Get a subnet"),
          new Rule("update_subnet", NounPolicy.MEMBER, "Update a subnet"),
          new Rule("delete_subnet", NounPolicy.MEMBER, "Delete a subnet"));

  private final Subnets subnets;
  private final Networks networks;

  public SubnetApi(Subnets subnets, Networks networks) {
    this.subnets = subnets;
    this.networks = networks;
  }

  @Override
  public Shape shape() {
    return SubnetJson.SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return POLICY;
  }

  @Override
  public ListPage<Subnet> list(Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return subnets.list(tx, sight, wanted);
  }

  @Override
  public Subnet load(Transaction tx, Sight sight, String id, boolean lock) {
    return subnets.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(Subnet subnet) {
    return subnet.id().value();
  }

  @Override
  public Target target(Subnet subnet) {
    return Target.ofProject(subnet.projectId())
        .with("shared", subnet.networkShared() ? "True" : "False");
  }

  /** A subnet belongs to its network's owner, and only that one may add it. */
  @Override
  public Target targetOfNew(Transaction tx, Request request, Input input) {
    var network =
        networks.get(tx, Sight.of(request.caller()), input.text("network_id").orElse(""), false);
    return Target.ofProject(network.projectId());
  }

  @Override
  public Subnet create(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    var network = networks.get(tx, sight, input.text("network_id").orElse(""), true);
    var project = input.project().orElse(sight.project());
    return subnets.create(tx, network, SubnetJson.read(input, project));
  }

  @Override
  public Subnet update(Transaction tx, Request request, Subnet subnet, Input input) {
    return subnets.update(tx, subnet, input);
  }

  @Override
  public void delete(Transaction tx, Request request, Subnet subnet) {
    subnets.delete(tx, subnet);
  }

  @Override
  public void write(Subnet subnet, JsonOut out, Request request) {
    SubnetJson.write(subnet, out);
  }
}
