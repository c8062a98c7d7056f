package cairn.placement.schedule;

import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import cairn.placement.provider.ResourceClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A decision over 10,000 hosts of three kinds, filled at random, in ten aggregates and zones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SchedulerBenchmark {
  private static final int HOSTS = 10_000;
  private static final int AGGREGATES = 10;
  private static final Map<String, Long> RESOURCES =
      Map.of(
          ResourceClasses.VCPU, 4L,
          ResourceClasses.MEMORY_MB, 8192L,
          ResourceClasses.DISK_GB, 20L);

  private final List<UUID> ids = new ArrayList<>();
  private final Snapshot snapshot = Snapshot.of(hosts());
  private final Demand apart = demand().group(group(Group.Kind.ANTI_AFFINITY, 50));
  private final Demand together = demand().group(group(Group.Kind.AFFINITY, 3));
  private final Demand impossible = apart.required(Set.of("HW_CPU_X86_AVX2", "CUSTOM_NOWHERE"));
  private int next;

  private List<Host> hosts() {
    var random = new SplittableRandom(1);
    var hosts = new ArrayList<Host>();
    for (var i = 0; i < HOSTS; i++) {
      var id = new UUID(random.nextLong(), random.nextLong());
      ids.add(id);
      hosts.add(host(id, i, random));
    }
    return hosts;
  }

  private static Host host(UUID id, int number, SplittableRandom random) {
    var vcpus = 32L << random.nextInt(3);
    var used =
        Map.of(
            ResourceClasses.VCPU, random.nextLong(vcpus * 4),
            ResourceClasses.MEMORY_MB, random.nextLong(vcpus * 4096),
            ResourceClasses.DISK_GB, random.nextLong(vcpus * 50));
    var traits =
        number % 2 == 0
            ? Set.of("HW_CPU_X86_AVX2", "COMPUTE_NODE", "STORAGE_DISK_SSD")
            : Set.of("COMPUTE_NODE", "STORAGE_DISK_SSD");
    return new Host(
        id,
        "node-" + number,
        1,
        new HostState(number % 50 != 0, number % 70 != 0, "zone-" + number % 3),
        Map.of(
            ResourceClasses.VCPU, Inventory.of(vcpus).withRatio(4),
            ResourceClasses.MEMORY_MB, Inventory.of(vcpus * 4096),
            ResourceClasses.DISK_GB, Inventory.of(vcpus * 50)),
        used,
        traits,
        Set.of(aggregate(number % AGGREGATES), aggregate(number % 7 + AGGREGATES)));
  }

  private static UUID aggregate(int number) {
    return new UUID(7, number);
  }

  private static Demand demand() {
    return Demand.of(RESOURCES, 42)
        .required(Set.of("HW_CPU_X86_AVX2"))
        .forbidden(Set.of("CUSTOM_SLOW"))
        .zone("zone-1")
        .memberOf(Set.of(aggregate(0), aggregate(2), aggregate(4)))
        .notMemberOf(Set.of(aggregate(AGGREGATES + 1)));
  }

  private Group group(Group.Kind kind, int servers) {
    var where = new HashMap<UUID, Integer>();
    // Every sixth host is in the zone and has the trait; those are where a group would be.
    for (var i = 0; where.size() < servers; i++) {
      var host = snapshot.host(ids.get(i)).orElseThrow();
      if (Scheduler.place(snapshot, demand().forcedHost(host.name())) instanceof Decision.Plan) {
        where.put(host.id(), 1);
      }
    }
    return new Group(kind, where, 1);
  }

  /** A member of a group whose 50 servers are on hosts of their own. */
  @Benchmark
  public Decision place() {
    return Scheduler.place(snapshot, apart);
  }

  /** A member of a group that keeps to a host. */
  @Benchmark
  public Decision placeTogether() {
    return Scheduler.place(snapshot, together);
  }

  /** A demand that nothing meets. */
  @Benchmark
  public Decision refuse() {
    return Scheduler.place(snapshot, impossible);
  }

  /** What follows a decision. */
  @Benchmark
  public Snapshot claim() {
    next = (next + 1) % HOSTS;
    return snapshot.claimed(ids.get(next), RESOURCES);
  }
}
