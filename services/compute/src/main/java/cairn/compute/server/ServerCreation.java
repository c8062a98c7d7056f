package cairn.compute.server;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.compute.action.Actions;
import cairn.compute.action.Verb;
import cairn.compute.flavor.Flavor;
import cairn.compute.flavor.Flavors;
import cairn.compute.group.ServerGroups;
import cairn.compute.host.Hosts;
import cairn.compute.keypair.Keypairs;
import cairn.compute.quota.Quotas;
import cairn.compute.quota.Resource;
import cairn.compute.quota.Usage;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wiring.NicPlan;
import cairn.compute.wiring.Wiring;
import cairn.image.image.Image;
import cairn.image.image.Images;
import cairn.policy.Caller;
import cairn.protocol.GuestSpec;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes servers: quota, host and allocation, ports, rows and log in one transaction. What was
 * planned on a stale picture of the hosts is done again from the start. Safe for many threads.
 */
public final class ServerCreation {
  private static final int ATTEMPTS = 10;
  private static final int SEED_BYTES = 512;

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final Flavors flavors;
  private final ImageChoice images;
  private final Keypairs keypairs;
  private final Quotas quotas;
  private final Hosts hosts;
  private final Wiring wiring;
  private final Placing placing;
  private final Actions actions;
  private final ServerGroups groups;
  private final ServerStore store = new ServerStore();

  /** Makes them of what those have. */
  public ServerCreation(Database database, Time time, Entropy entropy, Parts parts) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.flavors = parts.flavors();
    this.images = new ImageChoice(parts.images());
    this.keypairs = parts.keypairs();
    this.quotas = parts.quotas();
    this.hosts = parts.hosts();
    this.wiring = parts.wiring();
    this.placing = parts.placing();
    this.actions = parts.actions();
    this.groups = parts.groups();
  }

  /** Whom it asks. */
  public record Parts(
      Flavors flavors,
      Images images,
      Keypairs keypairs,
      Quotas quotas,
      Hosts hosts,
      Wiring wiring,
      Placing placing,
      Actions actions,
      ServerGroups groups) {}

  /** All that all servers of one request share. */
  private record Plan(
      Flavor flavor,
      Image image,
      GuestSpec.Image spec,
      Optional<Server.Key> key,
      NicPlan nics,
      Map<Resource, Long> limits,
      Optional<ServerGroups.Membership> group) {}

  /**
   * Makes as many as the quota allows between the least and the most that are asked for. When no
   * host fits they are there nevertheless, in ERROR, saying why.
   *
   * @param zeroDisk whether the caller may use flavors without a disk size
   */
  List<Server> create(Caller caller, NewServer input, boolean zeroDisk) {
    for (var attempt = 1; ; attempt++) {
      try (var hold = placing.hold()) {
        return database.inTransaction(tx -> create(tx, caller, input, zeroDisk, hold));
      } catch (StalePlan e) {
        if (attempt == ATTEMPTS) {
          throw new CloudException(
              CloudException.Kind.UNAVAILABLE,
              "The hosts are too busy with other requests; try again.",
              "%d plans in a row were stale".formatted(ATTEMPTS),
              e);
        }
        placing.refresh(e.host());
      }
    }
  }

  private List<Server> create(
      Transaction tx, Caller caller, NewServer input, boolean zeroDisk, Placing.Hold hold) {
    var owner = new Server.Owner(caller.projectId().orElseThrow(), caller.userId());
    var plan = plan(tx, caller, owner, input, zeroDisk);
    var count = count(tx, owner, input, plan);
    var drafts = drafts(owner, input, plan, count);
    List<Server> servers;
    try {
      servers = placed(tx, caller, input, plan, drafts, hold);
    } catch (NoHost e) {
      servers = drafts.stream().map(draft -> refused(draft, e)).toList();
    }
    store.insert(tx, servers);
    actions.begin(tx, servers.stream().map(this::begun).toList(), time.now());
    fail(tx, servers);
    quotas.charge(tx, owner.projectId(), each(plan.flavor()).times(count), plan.limits());
    for (var server : servers) {
      if (server.place().host().isPresent()) {
        tx.changed(Servers.TOPIC, server.id().toString());
      }
    }
    return servers;
  }

  private Plan plan(
      Transaction tx, Caller caller, Server.Owner owner, NewServer input, boolean zeroDisk) {
    var flavor =
        flavors
            .find(tx, caller, input.flavor())
            .orElseThrow(() ->
                ComputeErrors.badRequest(
                    "Flavor %s could not be found.".formatted(input.flavor())));
    if (flavor.diskGib() == 0 && !zeroDisk) {
      throw ComputeErrors.forbidden(
          "Only volume-backed servers are allowed for flavors with zero disk.");
    }
    if (flavor.ephemeralGib() > 0 || flavor.swapMib() > 0) {
      throw ComputeErrors.badRequest(
          "Flavor %s has an ephemeral or swap disk, which this cloud does not support."
              .formatted(flavor.id()));
    }
    var image =
        images.find(
            tx,
            caller,
            input
                .image()
                .orElseThrow(() -> ComputeErrors.badRequest("Invalid imageRef provided.")));
    ImageChoice.fits(image, flavor);
    checkPlace(tx, input);
    var limits = quotas.limits(tx, owner.projectId());
    var metadataMax = limits.getOrDefault(Resource.METADATA_ITEMS, -1L);
    if (metadataMax >= 0 && input.metadata().size() > metadataMax) {
      throw new CloudException(
          CloudException.Kind.OVER_QUOTA,
          "Maximum number of metadata items exceeds %d".formatted(metadataMax));
    }
    return new Plan(
        flavor,
        image,
        images.spec(tx, caller, image),
        key(tx, owner, input),
        nics(tx, caller, input),
        limits,
        groups.membership(tx, owner.projectId(), input.hints()));
  }

  private void checkPlace(Transaction tx, NewServer input) {
    var zone = input.zone().map(text -> text.split(":", -1)[0]).filter(name -> !name.isEmpty());
    if (zone.isPresent() && !hosts.zoneExists(tx, zone.get())) {
      throw ComputeErrors.badRequest("The requested availability zone is not available");
    }
    var host = Demands.forcedHost(input);
    if (!host.isEmpty() && hosts.byName(tx, host).isEmpty()) {
      throw ComputeErrors.badRequest("Compute host %s could not be found.".formatted(host));
    }
  }

  private Optional<Server.Key> key(Transaction tx, Server.Owner owner, NewServer input) {
    return input
        .keyName()
        .map(name ->
            keypairs
                .find(tx, owner.userId(), name)
                .map(pair -> new Server.Key(name, pair.type().wire(), pair.publicKey()))
                .orElseThrow(() -> ComputeErrors.badRequest("Invalid key_name provided.")));
  }

  private NicPlan nics(Transaction tx, Caller caller, NewServer input) {
    return switch (input.networks()) {
      case NewServer.Networks.None() -> new NicPlan(List.of(), Optional.empty());
      case NewServer.Networks.Any() -> wiring.planDefault(tx, caller, input.securityGroups());
      case NewServer.Networks.Auto() -> {
        var plan = wiring.planDefault(tx, caller, input.securityGroups());
        if (plan.nics().isEmpty()) {
          throw ComputeErrors.badRequest(
              "Unable to automatically allocate a network for project %s"
                  .formatted(caller.projectId().orElse("")));
        }
        yield plan;
      }
      case NewServer.Networks.Listed(var wishes) -> {
        if (input.countMax() > 1 && wishes.stream().anyMatch(wish -> wish.port().isPresent())) {
          throw ComputeErrors.badRequest(
              "Unable to launch multiple instances with a single configured port ID. Please launch"
                  + " your instance one by one with different ports.");
        }
        if (input.countMax() > 1 && wishes.stream().anyMatch(wish -> wish.fixedIp().isPresent())) {
          throw ComputeErrors.badRequest(
              "max_count cannot be greater than 1 if an fixed_ip is specified.");
        }
        yield wiring.plan(tx, caller, wishes, input.securityGroups());
      }
    };
  }

  private static Usage each(Flavor flavor) {
    return new Usage(1, flavor.vcpus(), flavor.memoryMib());
  }

  /** The most that the quota seems to have room for; the charge decides. */
  private int count(Transaction tx, Server.Owner owner, NewServer input, Plan plan) {
    if (input.countMax() == input.countMin()) {
      return input.countMax();
    }
    var room = quotas.room(tx, owner.projectId(), each(plan.flavor()), plan.limits());
    return Math.clamp(room, input.countMin(), input.countMax());
  }

  private List<Server> drafts(Server.Owner owner, NewServer input, Plan plan, int count) {
    if (input.hostname().isPresent() && count > 1) {
      throw ComputeErrors.badRequest("Unable to allocate a single hostname to multiple instances");
    }
    var drafts = new ArrayList<Server>();
    var reservation = "r-" + entropy.hexId().substring(0, 8);
    for (var index = 0; index < count; index++) {
      var name = input.countMax() > 1 ? input.name() + "-" + (index + 1) : input.name();
      drafts.add(draft(owner, input, plan, name, new Server.Batch(reservation, index)));
    }
    return drafts;
  }

  private Server draft(
      Server.Owner owner, NewServer input, Plan plan, String name, Server.Batch batch) {
    var id = new ServerId(entropy.uuid());
    var now = time.now();
    return new Server(
        id,
        owner,
        new Server.Label(
            name,
            input.hostname().orElseGet(() -> Hostnames.of(name, "server-" + id)),
            input.description(),
            input.metadata(),
            input.tags()),
        new Server.State(
            ServerStatus.BUILD,
            Optional.of(Task.SPAWNING),
            PowerState.NONE,
            Optional.empty(),
            Optional.empty()),
        new Server.Place(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            input.zone().map(text -> text.split(":", -1)[0]).filter(zone -> !zone.isEmpty()),
            plan.group().map(ServerGroups.Membership::id),
            input.hints()),
        new Server.Hardware(
            plan.spec(), plan.flavor(), List.of(), input.diskConfig(), input.configDrive()),
        new Server.Login(
            plan.key(),
            input.userData(),
            input.accessIpv4(),
            input.accessIpv6(),
            entropy.bytes(SEED_BYTES)),
        new Server.Wanted(GuestSpec.Power.RUNNING, 1, false, 1, RequestId.current()),
        batch,
        new Server.Times(now, now, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private List<Server> placed(
      Transaction tx,
      Caller caller,
      NewServer input,
      Plan plan,
      List<Server> drafts,
      Placing.Hold hold) {
    var seed = ByteBuffer.wrap(entropy.bytes(8)).getLong();
    var demand = Demands.of(plan.flavor(), plan.image().properties(), input, seed);
    demand = groups.apart(tx, demand, input.hints());
    // Before anything is written: when there is no host, there is nothing to be undone.
    var taken =
        placing.find(drafts.size(), demand, plan.group().map(ServerGroups.Membership::group), hold);
    var ids = drafts.stream().map(draft -> draft.id().value()).toList();
    placing.claim(tx, ids, taken, demand, drafts.getFirst().owner());
    var servers = new ArrayList<Server>();
    for (var i = 0; i < drafts.size(); i++) {
      servers.add(at(tx, caller, plan.nics(), drafts.get(i), taken.get(i)));
    }
    return servers;
  }

  private Server at(
      Transaction tx, Caller caller, NicPlan nics, Server draft, Placing.Taken taken) {
    var id = draft.id().value();
    var plugged =
        nics.nics().isEmpty()
            ? List.<cairn.compute.wiring.Nic>of()
            : wiring.plug(
                tx,
                caller,
                nics,
                new Wiring.Device(id, draft.owner().projectId(), taken.zone(), taken.name()));
    var place = draft.place();
    var hardware = draft.hardware();
    return new Server(
        draft.id(),
        draft.owner(),
        draft.label(),
        draft.state(),
        new Server.Place(
            Optional.of(taken.host()),
            Optional.of(taken.name()),
            Optional.of(taken.zone()),
            place.zoneWanted(),
            place.group(),
            place.hints()),
        new Server.Hardware(
            hardware.image(),
            hardware.flavor(),
            plugged,
            hardware.diskConfig(),
            hardware.configDrive()),
        draft.login(),
        draft.wanted(),
        draft.batch(),
        draft.times());
  }

  private Server refused(Server draft, NoHost reason) {
    return new Server(
        draft.id(),
        draft.owner(),
        draft.label(),
        new Server.State(
            ServerStatus.ERROR,
            Optional.empty(),
            PowerState.NONE,
            Optional.of(new Fault(500, reason.words(), "", time.now())),
            Optional.empty()),
        draft.place(),
        draft.hardware(),
        draft.login(),
        draft.wanted(),
        draft.batch(),
        draft.times());
  }

  private Actions.Begun begun(Server server) {
    return Begun.of(server, Verb.CREATE, entropy.uuid(), server.owner().userId());
  }

  private void fail(Transaction tx, List<Server> servers) {
    var failed =
        servers.stream()
            .flatMap(server -> server.state().fault().stream().map(fault -> failed(server, fault)))
            .toList();
    actions.fail(tx, failed, time.now());
  }

  private static Actions.Failed failed(Server server, Fault fault) {
    UUID id = server.id().value();
    return new Actions.Failed(id, fault.message(), fault.details());
  }
}
