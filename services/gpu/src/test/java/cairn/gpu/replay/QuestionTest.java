package cairn.gpu.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {
  private static final OpenB TRACE = OpenB.read();
  private static final String NODES =
      "sn,cpu_milli,memory_mib,gpu,model\nn1,8000,8192,2,A\nn2,8000,8192,1,B\n";
  private static final String PODS =
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\np1,1000,1024,1,500,\np2,1000,1024,1,1000,A\n";

  @TempDir Path folder;

  @Test
  void wrongOptionsAreRefused() {
    assertThatThrownBy(() -> question("nothing", "all", 130).workloads(TRACE))
        .hasMessageStartingWith("--workload: there is no 'nothing'; there are: default, cpu050");
    assertThatThrownBy(() -> question("default", "nothing", 130))
        .hasMessageStartingWith("--policy: there is no 'nothing'; there are: Random");
    assertThatThrownBy(() -> question("default", "all", 0)).hasMessageStartingWith("--target");
    assertThatThrownBy(() -> Seeds.parse("42-")).hasMessageStartingWith("--seeds: '42-'");
    assertThatThrownBy(() -> Seeds.parse("51-42")).hasMessageStartingWith("--seeds: 51-42");
    assertThat(Seeds.parse("42-44,50")).containsExactly(42L, 43L, 44L, 50L);
  }

  @Test
  void whatCanNeverFitIsToldApart() throws IOException {
    assertThatThrownBy(() -> files(NODES, PODS + "p3,1000,1024,3,1000,\n").workloads(TRACE))
        .hasMessageContaining("task p3 (3 GPUs, 1 CPUs, 1 GiB) can never fit")
        .hasMessageContaining("2 are too small even when empty");
    assertThatThrownBy(() -> files(NODES, PODS + "p3,1000,1024,1,1000,C\n").workloads(TRACE))
        .hasMessageContaining("task p3 can never fit: no node has a GPU of model C");
    assertThatThrownBy(
            () -> files("sn,cpu_milli,memory_mib,gpu,model\nn1,1,1,0,\n", PODS).workloads(TRACE))
        .hasMessageContaining("no node has a GPU");
  }

  @Test
  void anotherTraceGetsOrdersOfItsOwn() throws IOException {
    var question = files(NODES, PODS);
    var workload = question.workloads(TRACE).getFirst();
    var orders = question.orders(TRACE, workload);
    assertThat(orders.stream().map(Order::seed)).isEqualTo(Seeds.parse("42-51"));
    var run = new Replay(workload, orders.getFirst(), policy("FGD"), 130).run();
    assertThat(run.allocation().last()).isBetween(50.0, 100.0);
    assertThat(question.orders(TRACE, workload).getFirst().arrivals())
        .isEqualTo(orders.getFirst().arrivals());
  }

  @Test
  void anOrderIsCutAtALowerTarget() {
    var workload = new Workload("default", TRACE.nodes(), TRACE.pods("default"));
    var whole = TRACE.orders("default").getFirst();
    var cut = new Arrivals(workload, 100).fit(whole);
    assertThat(cut.arrivals().length).isLessThan(whole.arrivals().length);
    assertThat(milli(workload, cut)).isBetween(6_200_000L, 6_212_000L);
    assertThat(new Arrivals(workload, 130).fit(whole).arrivals()).isEqualTo(whole.arrivals());
    assertThat(milli(workload, new Arrivals(workload, 150).fit(whole)))
        .isBetween(9_300_000L, 9_318_000L);
  }

  private static long milli(Workload workload, Order order) {
    var sum = 0L;
    for (var arrival : order.arrivals()) {
      sum += workload.pods().get(arrival).task().gpuMilliTotal();
    }
    return sum;
  }

  private static cairn.packing.policy.Policies.Maker policy(String name) {
    return cairn.packing.policy.Policies.find(name).orElseThrow();
  }

  private static Question question(String workload, String policy, int target) {
    return new Question(
        workload,
        policy,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        target,
        false);
  }

  private Question files(String nodes, String pods) throws IOException {
    return new Question(
        "default",
        "all",
        Optional.empty(),
        Optional.empty(),
        Optional.of(Files.writeString(folder.resolve("nodes.csv"), nodes)),
        Optional.of(Files.writeString(folder.resolve("pods.csv"), pods)),
        130,
        false);
  }

  @Test
  void onlyTheNamedPolicyRuns() {
    assertThat(question("default", "fgd", 130).policies()).isEqualTo(List.of("FGD"));
  }
}
