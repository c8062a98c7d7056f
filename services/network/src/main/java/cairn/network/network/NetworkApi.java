package cairn.network.network;

import cairn.http.Request;
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
import java.util.List;
import java.util.UUID;

/** Networks on the wire. */
public final class NetworkApi implements Noun<Network> {
  /** Rules that no route asks by itself. */
  public static final List<Rule> RULES = NetworkPolicy.MORE;

  private final Networks networks;
  private final String zone;

  /**
   * @param zone the availability zone's name
   */
  public NetworkApi(Networks networks, String zone) {
    this.networks = networks;
    this.zone = zone;
  }

  @Override
  public Shape shape() {
    return NetworkJson.SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return NetworkPolicy.NOUN;
  }

  @Override
  public ListPage<Network> list(Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return networks.list(tx, sight, wanted);
  }

  @Override
  public Network load(Transaction tx, Sight sight, String id, boolean lock) {
    return networks.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(Network network) {
    return network.id().value();
  }

  @Override
  public Target target(Network network) {
    return NetworkPolicy.target(network);
  }

  @Override
  public Network create(Transaction tx, Request request, Input input) {
    var project = input.project().orElse(Sight.of(request.caller()).project());
    return networks.create(tx, NetworkJson.read(input, project));
  }

  @Override
  public Network update(Transaction tx, Request request, Network network, Input input) {
    return networks.update(tx, network, input);
  }

  @Override
  public void delete(Transaction tx, Request request, Network network) {
    networks.delete(tx, network);
  }

  @Override
  public void write(Network network, JsonOut out, Request request) {
    var provider = request.allows(NetworkPolicy.GET_PROVIDER, NetworkPolicy.target(network));
    NetworkJson.write(network, zone, provider, out);
  }
}
