package cairn.gpu.replay;

import cairn.gpu.trace.Order;
import cairn.gpu.trace.Pod;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Orders of arrival. Where a workload comes with orders they are taken as they are; where it does
 * not, one is drawn as the published ones were, but from Java's {@link SplittableRandom}:
 *
 * <ol>
 *   <li>the tasks by name, shuffled (Fisher and Yates: for i from the last down to 1 swap i with
 *       one of 0 to i);
 *   <li>further tasks, each drawn from all with the same chance, until one more would exceed the
 *       target;
 *   <li>the nodes by name get ranks: another shuffle.
 * </ol>
 */
public final class Arrivals {
  private final List<Pod> pods;
  private final int nodes;
  private final long targetMilli;
  private final long allMilli;

  /** For a workload, up to so many percent of its fleet's GPU. */
  public Arrivals(Workload workload, int targetPercent) {
    pods = workload.pods();
    nodes = workload.nodes().size();
    var capacity = workload.nodes().stream().mapToLong(node -> node.gpus() * 1000L).sum();
    targetMilli = capacity * targetPercent / 100;
    allMilli = pods.stream().mapToLong(pod -> pod.task().gpuMilliTotal()).sum();
  }

  /** An order drawn from that seed. */
  public Order draw(long seed) {
    var random = new SplittableRandom(seed);
    var arrivals = shuffled(pods.size(), random);
    var ranks = shuffled(nodes, random);
    return new Order(seed, fill(arrivals, random), ranks);
  }

  /** That order, cut where it exceeds the target, or drawn further until it reaches it. */
  public Order fit(Order order) {
    var random = new SplittableRandom(order.seed());
    return new Order(order.seed(), fill(order.arrivals(), random), order.ranks());
  }

  private int[] fill(int[] first, SplittableRandom random) {
    var arrivals = Arrays.copyOf(first, first.length);
    var count = 0;
    var sum = 0L;
    while (true) {
      if (count == arrivals.length) {
        if (allMilli == 0 || sum >= targetMilli - targetMilli / 100) {
          return arrivals;
        }
        arrivals = Arrays.copyOf(arrivals, count + count / 8 + 16);
        for (var i = count; i < arrivals.length; i++) {
          arrivals[i] = random.nextInt(pods.size());
        }
      }
      sum += pods.get(arrivals[count]).task().gpuMilliTotal();
      if (sum > targetMilli) {
        return Arrays.copyOf(arrivals, count);
      }
      count++;
    }
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    var numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    for (var i = count - 1; i > 0; i--) {
      var other = random.nextInt(i + 1);
      var swapped = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = swapped;
    }
    return numbers;
  }
}
