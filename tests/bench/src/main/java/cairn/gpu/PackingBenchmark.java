package cairn.gpu;

import cairn.gpu.replay.Workload;
import cairn.gpu.trace.OpenB;
import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Packer;
import cairn.packing.Slot;
import cairn.packing.Task;
import cairn.packing.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A decision on a GPU, and its taking: the trace's default workload from an empty fleet to 130 %,
 * in the order of seed 42, the making of the fleet and of every column of scores included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PackingBenchmark {
  private static final int ARRIVALS = 10_866;
  private static final int TIMES = 10;

  private final Workload workload;
  private final List<Node> nodes;
  private final List<Task> arrivals = new ArrayList<>();

  /** Reads the trace. */
  public PackingBenchmark() {
    var trace = OpenB.read();
    workload = new Workload("default", trace.nodes(), trace.pods("default"));
    var order = trace.orders("default").getFirst();
    for (var arrival : order.arrivals()) {
      arrivals.add(workload.pods().get(arrival).task());
    }
    var fleet = workload.fleet(order);
    nodes = new ArrayList<>();
    for (var node = 0; node < fleet.size(); node++) {
      nodes.add(fleet.node(node));
    }
    if (arrivals.size() != ARRIVALS) {
      throw new IllegalStateException("the trace has " + arrivals.size() + " arrivals");
    }
  }

  /** FGD on the trace's 1,213 nodes. */
  @Benchmark
  @OperationsPerInvocation(ARRIVALS)
  public long fgd() {
    return run("FGD", 1);
  }

  /** FGD on ten times as many nodes, with ten times as many tasks. */
  @Benchmark
  @OperationsPerInvocation(ARRIVALS * TIMES)
  public long fgdOnTenTimesTheNodes() {
    return run("FGD", TIMES);
  }

  /** Cairn's own policy. */
  @Benchmark
  @OperationsPerInvocation(ARRIVALS)
  public long rehearsal() {
    return run("Rehearsal", 1);
  }

  /** Best fit, whose score costs next to nothing: what the engine itself costs. */
  @Benchmark
  @OperationsPerInvocation(ARRIVALS)
  public long bestFit() {
    return run("BestFit", 1);
  }

  private long run(String policy, int times) {
    var all = new ArrayList<Node>();
    for (var copy = 0; copy < times; copy++) {
      all.addAll(nodes);
    }
    var fleet = new Fleet(all);
    var maker = Policies.find(policy).orElseThrow();
    var packer = new Packer(fleet, maker.make(fleet, workload.typical(), 42));
    var refused = 0L;
    for (var copy = 0; copy < times; copy++) {
      for (var task : arrivals) {
        refused += packer.place(fleet.shape(task)) == Slot.NONE ? 1 : 0;
      }
    }
    return refused;
  }
}
