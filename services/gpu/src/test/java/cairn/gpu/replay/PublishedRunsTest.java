package cairn.gpu.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.Order;
import cairn.packing.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our runs against the published ones, in every one of their 131 columns. */
class PublishedRunsTest {
  private static final double ROUNDING = 0.01 + 1e-9;
  private static final int TARGET = 130;
  private static final OpenB TRACE = OpenB.read();
  private static final Published ALLOCATION = Published.allocation(TRACE);
  private static final Published FRAGMENTS = Published.fragments(TRACE);
  private static final List<String> DETERMINISTIC =
      List.of("DotProd", "Clustering", "Packing", "BestFit", "FGD");

  @Test
  void aSampleMatches() {
    assertThat(ALLOCATION.size()).isEqualTo(17 * 6 * 10);
    assertThat(differences("default", 1)).isEmpty();
    assertThat(differences("gpuspec33", 1)).isEmpty();
  }

  @Test
  void randomAgreesInTheMean() {
    var workload = workload("default");
    var orders = TRACE.orders("default");
    var ours = orders.stream().mapToDouble(order -> last(workload, "Random", order)).average();
    var theirs =
        orders.stream()
            .mapToDouble(order -> published("default", "Random", order)[TARGET])
            .average();
    assertThat(ours.orElseThrow()).isCloseTo(theirs.orElseThrow(), within(0.4));
  }

  /** All 850: minutes, so on demand, by {@code ./cairn test gpu}. */
  @Test
  @Tag("gpu")
  void everyRunMatches() {
    for (var name : TRACE.workloads()) {
      assertThat(differences(name, 10)).isEmpty();
    }
  }

  /** Every column that differs. Plain text: an assertion for each of 222,700 would take minutes. */
  private static List<String> differences(String name, int seeds) {
    var differences = new ArrayList<String>();
    var workload = workload(name);
    for (var order : TRACE.orders(name).subList(0, seeds)) {
      for (var policy : DETERMINISTIC) {
        var run = run(workload, policy, order);
        var what = "%s, %s, seed %d".formatted(name, policy, order.seed());
        var fragments = FRAGMENTS.find(name, policy, order.seed()).orElseThrow();
        compare(
            "allocation of " + what, run.allocation(), published(name, policy, order), differences);
        compare("fragments of " + what, run.fragments(), fragments, differences);
      }
    }
    return differences;
  }

  private static void compare(String what, Curve ours, double[] theirs, List<String> differences) {
    for (var percent = 0; percent <= TARGET; percent++) {
      if (!(Math.abs(ours.at(percent) - theirs[percent]) <= ROUNDING)) {
        differences.add(
            "%s, at %d %%: %s, not %s".formatted(what, percent, ours.at(percent), theirs[percent]));
      }
    }
  }

  private static Workload workload(String name) {
    return new Workload(name, TRACE.nodes(), TRACE.pods(name));
  }

  private static Run run(Workload workload, String policy, Order order) {
    return new Replay(workload, order, Policies.find(policy).orElseThrow(), TARGET).run();
  }

  private static double last(Workload workload, String policy, Order order) {
    return run(workload, policy, order).allocation().at(TARGET);
  }

  private static double[] published(String workload, String policy, Order order) {
    return ALLOCATION.find(workload, policy, order.seed()).orElseThrow();
  }
}
