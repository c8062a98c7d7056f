package cairn.network.subnetpool;

import cairn.http.Request;
import cairn.network.wire.Attribute;
import cairn.network.wire.Check;
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
import java.util.Optional;
import java.util.UUID;

/** Subnet pools on the wire. */
public final class SubnetPoolApi implements Noun<SubnetPool> {
  private static final NounPolicy POLICY =
      NounPolicy.of("subnetpool", NounPolicy.READER + " or True:%(shared)s", NounPolicy.MEMBER);

  private static final Shape SHAPE =
      Shape.of(
          "subnetpool",
          "subnetpools",
          Attribute.free("name", Check.text(255)).must(),
          Attribute.free("prefixes", Check.LIST).must(),
          Attribute.free("default_quota", Check.integer(0, Integer.MAX_VALUE).orNull()),
          Attribute.free("default_prefixlen", Check.integer(0, 128)),
          Attribute.free("min_prefixlen", Check.integer(0, 128)),
          Attribute.free("max_prefixlen", Check.integer(0, 128)),
          Attribute.fixed("shared", Check.BOOLEAN)
              .only(admin("create_subnetpool:shared"), admin("create_subnetpool:shared")),
          Attribute.free("is_default", Check.BOOLEAN)
              .only(admin("create_subnetpool:is_default"), admin("update_subnetpool:is_default")),
          Attribute.shown("ip_version"),
          Attribute.shown("address_scope_id"),
          Attribute.shown("tags"));

  private final SubnetPools pools;

  public SubnetPoolApi(SubnetPools pools) {
    this.pools = pools;
  }

  private static Rule admin(String name) {
    return new Rule(name, NounPolicy.ADMIN, "The attribute that the name ends with");
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return POLICY;
  }

  @Override
  public ListPage<SubnetPool> list(
      Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return pools.list(tx, sight, wanted);
  }

  @Override
  public SubnetPool load(Transaction tx, Sight sight, String id, boolean lock) {
    return pools.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(SubnetPool pool) {
    return pool.id().value();
  }

  @Override
  public Target target(SubnetPool pool) {
    return Target.ofProject(pool.projectId()).with("shared", pool.shared() ? "True" : "False");
  }

  @Override
  public SubnetPool create(Transaction tx, Request request, Input input) {
    var project = input.project().orElse(Sight.of(request.caller()).project());
    return pools.create(tx, new SubnetPoolDraft(input, project));
  }

  @Override
  public SubnetPool update(Transaction tx, Request request, SubnetPool pool, Input input) {
    return pools.update(tx, pool, new SubnetPoolDraft(input, pool.projectId()));
  }

  @Override
  public void delete(Transaction tx, Request request, SubnetPool pool) {
    pools.delete(tx, pool);
  }

  @Override
  public void write(SubnetPool pool, JsonOut out, Request request) {
    out.text("id", pool.id())
        .text("name", pool.name())
        .project(pool.projectId())
        .texts("prefixes", pool.prefixes())
        .number("default_prefixlen", pool.defaultPrefix())
        .number("min_prefixlen", pool.minPrefix())
        .number("max_prefixlen", pool.maxPrefix())
        .numberOrNull("default_quota", pool.defaultQuota())
        .number("ip_version", pool.ipVersion())
        .bool("shared", pool.shared())
        .bool("is_default", pool.isDefault())
        .textOrNull("address_scope_id", Optional.empty())
        .standard(pool.standard());
  }
}
