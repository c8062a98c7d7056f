package cairn.network.subnet;

import cairn.http.Request;
import cairn.network.address.Cidr;
import cairn.network.network.Networks;
import cairn.network.subnetpool.SubnetPoolId;
import cairn.network.subnetpool.SubnetPools;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Optional;
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
  private final SubnetPools pools;

  public SubnetApi(Subnets subnets, Networks networks, SubnetPools pools) {
    this.subnets = subnets;
    this.networks = networks;
    this.pools = pools;
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
    var pool = pool(tx, input);
    var cidr = cidr(tx, sight, input, project, pool);
    return subnets.create(tx, network, SubnetJson.read(input, project, cidr, pool));
  }

  private Optional<SubnetPoolId> pool(Transaction tx, Input input) {
    if (input.node("subnetpool_id").isPresent()) {
      return input.text("subnetpool_id").flatMap(SubnetPoolId::parse);
    }
    if (!input.bool("use_default_subnetpool").orElse(false)) {
      return Optional.empty();
    }
    var version = input.integer("ip_version").orElse(4);
    return Optional.of(
        pools
            .ofDefault(tx, version)
            .orElseThrow(() ->
                NetworkErrors.badRequest(
                    "BadRequest",
                    "Bad subnets request: No default subnetpool found for IPv%d."
                        .formatted(version))));
  }

  /** The subnet's range: chosen freely, or cut from a pool. */
  private Cidr cidr(
      Transaction tx, Sight sight, Input input, String project, Optional<SubnetPoolId> pool) {
    var wanted = input.text("cidr").flatMap(Cidr::parse);
    var cidr =
        pool.map(id -> pools.allocate(tx, sight, id, project, wanted, input.integer("prefixlen")))
            .or(() -> wanted)
            .orElseThrow(() ->
                NetworkErrors.badRequest(
                    "BadRequest",
                    "Bad subnets request: a subnetpool must be specified in the absence of a cidr."));
    int version = input.integer("ip_version").orElse(cidr.version());
    if (version != cidr.version()) {
      throw NetworkErrors.invalid(
          "cidr '%s' does not match the ip_version '%d'".formatted(cidr, version));
    }
    return cidr;
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
