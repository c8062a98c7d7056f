package cairn.network.port;

import cairn.http.Request;
import cairn.network.network.Networks;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.securitygroup.SecurityGroups;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ports on the wire. */
public final class PortApi implements Noun<Port> {
  /** Rules that no route asks by itself. */
  public static final List<Rule> RULES = PortPolicy.MORE;

  private final Ports ports;
  private final Networks networks;
  private final SecurityGroups groups;

  public PortApi(Ports ports, Networks networks, SecurityGroups groups) {
    this.ports = ports;
    this.networks = networks;
    this.groups = groups;
  }

  @Override
  public Shape shape() {
    return PortJson.SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return PortPolicy.NOUN;
  }

  @Override
  public ListPage<Port> list(Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return ports.list(tx, sight, wanted);
  }

  @Override
  public Port load(Transaction tx, Sight sight, String id, boolean lock) {
    return ports.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(Port port) {
    return port.id().value();
  }

  @Override
  public Target target(Port port) {
    return PortPolicy.target(port);
  }

  @Override
  public Target targetOfNew(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    var network = networks.getOnce(tx, sight, input.text("network_id").orElse(""));
    return PortPolicy.target(input.project().orElse(sight.project()), network);
  }

  @Override
  public Port create(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    var network = networks.getOnce(tx, sight, input.text("network_id").orElse(""));
    var project = input.project().orElse(sight.project());
    var port = PortJson.read(input, network.id(), project);
    ask(
        request,
        PortPolicy.target(project, network),
        port.fixedIps(),
        Optional.of(port.deviceOwner()),
        PortPolicy.CREATE_OWNER);
    checkGroups(tx, sight, port.securityGroups());
    return ports.createByClient(tx, sight, port);
  }

  @Override
  public Port update(Transaction tx, Request request, Port port, Input input) {
    var sight = Sight.of(request.caller());
    var change = PortJson.change(input, port);
    ask(
        request,
        PortPolicy.target(port),
        change.fixedIps(),
        change.deviceOwner().filter(owner -> !owner.equals(port.deviceOwner())),
        PortPolicy.UPDATE_OWNER);
    checkGroups(tx, sight, change.securityGroups());
    return ports.updateByClient(tx, sight, port, change);
  }

  /** What depends on the values and not on the attributes alone. */
  private static void ask(
      Request request,
      Target target,
      Optional<List<FixedIpWish>> wishes,
      Optional<String> owner,
      Rule ownerRule) {
    var address = PortPolicy.FIXED_IP_ADDRESS;
    if (wishes.stream().flatMap(List::stream).anyMatch(wish -> wish.address().isPresent())
        && !request.allows(address, target)) {
      throw NetworkErrors.forbidden(address.name());
    }
    if (owner.filter(name -> name.startsWith("network:")).isPresent()
        && !request.allows(ownerRule, target)) {
      throw NetworkErrors.forbidden(ownerRule.name());
    }
  }

  /** A port can be guarded by those groups alone that its owner sees. */
  private void checkGroups(Transaction tx, Sight sight, Optional<List<SecurityGroupId>> given) {
    given.filter(ids -> !ids.isEmpty()).ifPresent(ids -> groups.checkVisible(tx, sight, ids));
  }

  @Override
  public void delete(Transaction tx, Request request, Port port) {
    ports.deleteByClient(tx, port);
  }

  @Override
  public void write(Port port, JsonOut out, Request request) {
    PortJson.write(port, request.allows(PortPolicy.GET_BINDING, PortPolicy.target(port)), out);
  }
}
