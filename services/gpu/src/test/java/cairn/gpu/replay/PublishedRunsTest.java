package cairn.gpu.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.Order;
import cairn.packing.policy.Policies;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
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
    var checks = new SoftAssertions();
    check(checks, "default", 1);
    check(checks, "gpuspec33", 1);
    checks.assertAll();
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
    var checks = new SoftAssertions();
    for (var name : TRACE.workloads()) {
      check(checks, name, 10);
    }
    checks.assertAll();
  }

  private static void check(SoftAssertions checks, String name, int seeds) {
    var workload = workload(name);
    for (var order : TRACE.orders(name).subList(0, seeds)) {
      for (var policy : DETERMINISTIC) {
        var run = run(workload, policy, order);
        var allocation = published(name, policy, order);
        var fragments = FRAGMENTS.find(name, policy, order.seed()).orElseThrow();
        for (var percent = 0; percent <= TARGET; percent++) {
          checks
              .assertThat(run.allocation().at(percent))
              .as("allocation of %s, %s, seed %d, at %d %%", name, policy, order.seed(), percent)
              .isCloseTo(allocation[percent], within(ROUNDING));
          checks
              .assertThat(run.fragments().at(percent))
              .as("fragments of %s, %s, seed %d, at %d %%", name, policy, order.seed(), percent)
              .isCloseTo(fragments[percent], within(ROUNDING));
        }
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
