package cairn.network.network;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.policy.Caller;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Networks. Safe for many threads. */
public final class Networks {
  /** The change feed's topic of all that a {@code Topology} is made of. */
  public static final String TOPIC = "network";

  private static final int SEGMENT_ATTEMPTS = 20;
  private static final int VNI_MAX = 0xffffff;

  private final NetworkStore store = new NetworkStore();
  private final Quotas quotas;
  private final Time time;
  private final Entropy entropy;
  private final int mtuMax;

  /**
   * @param mtuMax of networks that are tunnelled between hosts, in bytes
   */
  public Networks(Quotas quotas, Time time, Entropy entropy, int mtuMax) {
    this.quotas = quotas;
    this.time = time;
    this.entropy = entropy;
    this.mtuMax = mtuMax;
  }

  /** The network, when the caller may see it. */
  public Optional<Network> find(Transaction tx, Caller caller, NetworkId id) {
    var sight = Sight.of(caller);
    return tx.once(new Seen(sight, id), () -> store.find(tx, sight, id, false));
  }

  /** A network that somebody looked at. */
  private record Seen(Sight sight, NetworkId id) {}

  /**
   * The network, as {@link #find} saw it in this transaction if it did: for who makes things in it
   * right after.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public Network getOnce(Transaction tx, Sight sight, String id) {
    return NetworkId.parse(id)
        .flatMap(
            known -> tx.once(new Seen(sight, known), () -> store.find(tx, sight, known, false)))
        .orElseThrow(() -> NetworkErrors.notFound("Network", id));
  }

  /**
   * The same for the service's own nouns, locked against new ports and subnets when asked.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public Network get(Transaction tx, Sight sight, String id, boolean lock) {
    return NetworkId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() -> NetworkErrors.notFound("Network", id));
  }

  /** What the caller's project plugs servers into: its own inner networks and shared ones. */
  public List<Network> available(Transaction tx, Caller caller) {
    return store.available(tx, Sight.of(caller).project());
  }

  /** Those that are there, in one statement, whoever asks. */
  public Map<NetworkId, Network> byIds(Transaction tx, Collection<NetworkId> ids) {
    return store.byIds(tx, ids).stream()
        .collect(Collectors.toMap(Network::id, Function.identity()));
  }

  /** The external network that is taken when none is named. */
  public Optional<Network> externalDefault(Transaction tx) {
    return store.externalDefault(tx);
  }

  ListPage<Network> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  /**
   * Makes one.
   *
   * @throws cairn.common.CloudException OVER_QUOTA; BAD_REQUEST or CONFLICT for its segment
   */
  public Network create(Transaction tx, NewNetwork input) {
    quotas.take(tx, input.projectId(), QuotaResource.NETWORK, 1);
    var id = new NetworkId(entropy.uuid());
    var type = Segments.type(input);
    var mtu = input.mtu().orElse(type.equals(Segments.GENEVE) ? mtuMax : Segments.MTU_PHYSICAL);
    if (type.equals(Segments.GENEVE) && mtu > mtuMax) {
      throw NetworkErrors.badRequest(
          "InvalidInput",
          "Invalid input for operation: Requested MTU is too big, maximum is %d."
              .formatted(mtuMax));
    }
    if (type.equals(Segments.GENEVE) && input.segmentationId().isEmpty()) {
      insertWithFreeSegment(tx, id, input, type, mtu);
    } else {
      insert(tx, id, input, type, input.segmentationId(), mtu);
    }
    tx.changed(TOPIC, id.toString());
    return get(tx, Sight.ALL, id.toString(), false);
  }

  private void insertWithFreeSegment(
      Transaction tx, NetworkId id, NewNetwork input, String type, int mtu) {
    for (var attempt = 1; attempt < SEGMENT_ATTEMPTS; attempt++) {
      var segment = 1 + (ByteBuffer.wrap(entropy.bytes(4)).getInt() & Integer.MAX_VALUE) % VNI_MAX;
      try {
        tx.nested(() -> {
          store.insert(tx, id, input, type, Optional.of(segment), mtu, time.now());
          return segment;
        });
        return;
      } catch (ConstraintViolation e) {
        if (!e.is("network_segment")) {
          throw e;
        }
      }
    }
    throw NetworkErrors.conflict(
        "NoNetworkAvailable",
        "Unable to create the network. No tenant network is available for allocation.");
  }

  private void insert(
      Transaction tx,
      NetworkId id,
      NewNetwork input,
      String type,
      Optional<Integer> segment,
      int mtu) {
    try {
      store.insert(tx, id, input, type, segment, mtu, time.now());
    } catch (ConstraintViolation e) {
      throw Segments.inUse(e, input);
    }
  }

  Network update(Transaction tx, Network network, Input input) {
    if (input.bool("shared").equals(Optional.of(false))
        && network.shared()
        && store.usedByOthers(tx, network)) {
      throw NetworkErrors.conflict(
          "InvalidSharedSetting",
          "Unable to reconfigure sharing settings for network %s. Multiple tenants are using it."
              .formatted(network.id()));
    }
    if (input.bool("router:external").equals(Optional.of(false))
        && network.external()
        && store.hasGateways(tx, network.id())) {
      throw NetworkErrors.conflict(
          "ExternalNetworkInUse",
          "External network %s cannot be updated to be made non-external, since it has existing gateway ports."
              .formatted(network.id()));
    }
    store.update(tx, network.id(), input, time.now());
    tx.changed(TOPIC, network.id().toString());
    return get(tx, Sight.ALL, network.id().toString(), false);
  }

  void delete(Transaction tx, Network network) {
    if (store.inUse(tx, network.id())) {
      throw NetworkErrors.conflict(
          "NetworkInUse",
          "Unable to complete operation on network %s. There are one or more ports still in use on the network."
              .formatted(network.id()));
    }
    store.delete(tx, network.id());
    tx.changed(TOPIC, network.id().toString());
  }
}
