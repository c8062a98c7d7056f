package cairn.agent;

import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All guests of the host, each with its worker. Safe for many threads. */
final class Guests implements Hypervisor.Listener, MetadataService.Lookup {
  private final Hypervisor hypervisor;
  private final GuestSteps steps;
  private final Ports ports;
  private final Consumer<GuestStatus> report;
  private final Executor work;
  private final Map<UUID, GuestWorker> workers = new ConcurrentHashMap<>();
  private volatile Map<Address, GuestSpec> addresses = Map.of();

  private record Address(UUID network, InetAddress address) {}

  /** Each piece of work on a thread of its own. */
  Guests(Hypervisor hypervisor, GuestSteps steps, Ports ports, Consumer<GuestStatus> report) {
    this(hypervisor, steps, ports, report, Thread.ofVirtual().name("guest-", 0)::start);
  }

  Guests(
      Hypervisor hypervisor,
      GuestSteps steps,
      Ports ports,
      Consumer<GuestStatus> report,
      Executor work) {
    this.hypervisor = hypervisor;
    this.steps = steps;
    this.ports = ports;
    this.report = report;
    this.work = work;
  }

  /** Finds the guests that are here, and goes on with each. */
  void recover() {
    for (var record : hypervisor.recover(this)) {
      workers.put(record.server(), worker(record));
    }
    index();
    workers.values().forEach(GuestWorker::changed);
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  List<GuestStatus> statuses() {
    return workers.values().stream().map(GuestWorker::status).toList();
  }

  /** Takes the whole of what is wanted of this host. */
  void wantAll(List<GuestSpec> specs) {
    var wanted = specs.stream().map(GuestSpec::server).collect(Collectors.toSet());
    workers.forEach((server, worker) -> {
      if (!wanted.contains(server)) {
        worker.unwanted();
      }
    });
    specs.forEach(this::want);
    sweepPorts(specs);
  }

  void want(GuestSpec spec) {
    workers.compute(
        spec.server(),
        (server, present) -> {
          var worker = present == null ? worker(GuestRecord.of(spec)) : present;
          worker.want(spec);
          return worker;
        });
    index();
  }

  @Override
  public void changed(UUID server) {
    var worker = workers.get(server);
    if (worker != null) {
      worker.changed();
    }
  }

  @Override
  public Optional<GuestSpec> guest(UUID network, InetAddress address) {
    return Optional.ofNullable(addresses.get(new Address(network, address)));
  }

  @Override
  public byte[] password(UUID server) {
    return hypervisor.password(server);
  }

  @Override
  public synchronized boolean keepPassword(UUID server, byte[] password) {
    if (hypervisor.password(server).length > 0) {
      return false;
    }
    hypervisor.keepPassword(server, password);
    return true;
  }

  private GuestWorker worker(GuestRecord record) {
    return new GuestWorker(record, hypervisor, steps, this::reported, work);
  }

  private void reported(GuestStatus status) {
    report.accept(status);
    if (status.settled()) {
      work.execute(() -> settled(status));
    }
  }

  /** Forgets a guest that is gone, and the networks that no guest here is in any more. */
  private void settled(GuestStatus status) {
    workers.computeIfPresent(status.server(), (server, worker) -> worker.gone() ? null : worker);
    index();
    ports.retainMetadata(this::networks);
  }

  private Set<UUID> networks() {
    return specs().stream()
        .filter(spec -> spec.power() != Power.ABSENT)
        .flatMap(spec -> spec.nics().stream())
        .map(GuestSpec.Nic::network)
        .collect(Collectors.toSet());
  }

  /** Unplugs what is plugged in for no guest; what an agent left that died half-way. */
  private void sweepPorts(List<GuestSpec> specs) {
    var known = new HashSet<UUID>();
    specs.forEach(spec -> spec.nics().forEach(nic -> known.add(nic.port())));
    workers.values().forEach(worker -> known.addAll(worker.record().ports()));
    var surplus = new HashSet<>(ports.plugged());
    surplus.removeAll(known);
    ports.unplug(surplus);
  }

  private Set<GuestSpec> specs() {
    return workers.values().stream().map(GuestWorker::spec).collect(Collectors.toSet());
  }

  private synchronized void index() {
    var index = new HashMap<Address, GuestSpec>();
    for (var spec : specs()) {
      for (var nic : spec.nics()) {
        for (var address : nic.fixedIps()) {
          parse(address).ifPresent(ip -> index.put(new Address(nic.network(), ip), spec));
        }
      }
    }
    addresses = index;
  }

  private static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
