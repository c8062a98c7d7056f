package cairn.gpu.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.gpu.report.WhatIfText;
import cairn.gpu.trace.NodeFile;
import cairn.gpu.trace.PodFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes of two GPUs; on each GPU of theirs half is taken, and whole GPUs are waited for. */
class WhatIfTest {
  private static final String NODES =
      "sn,cpu_milli,memory_mib,gpu,model\nn1,8000,65536,2,A\nn2,8000,65536,2,A\n";
  private static final String HEAD =
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,node,gpu_index\n";
  private static final String HALVES =
      "a,1000,1024,1,500,,n1,0\nb,1000,1024,1,500,,n1,1\nc,1000,1024,1,500,,n2,0\nd,1000,1024,1,500,,n2,1\n";

  @Test
  void halvesAreStrandedAndMovingThemFreesGpus() {
    var answer = ask(HALVES + "w,1000,1024,1,1000,,,\nx,1000,1024,1,1000,,,\n", Optional.of(2));
    assertThat(answer.running()).isEqualTo(4);
    assertThat(answer.now()).isEqualTo(new Freed(0, 0));
    assertThat(answer.waiting()).isEqualTo(2);
    assertThat(answer.models()).containsExactly(new Answer.Model("A", 4, 2, 2));
    assertThat(answer.shapes().getFirst().count()).isEqualTo(2);
    assertThat(answer.shapes().getFirst().pieces()).isEqualTo(2);
    assertThat(answer.additions().getFirst().freed()).isEqualTo(new Freed(2, 2));
    assertThat(answer.split()).isEqualTo(new Freed(2, 1));
    assertThat(answer.moved()).isEqualTo(new Freed(2, 2));
    assertThat(answer.moves()).isEqualTo(2);
    assertThat(WhatIfText.of(answer))
        .contains("running tasks were moved (2 of them): 2 tasks on 2 GPUs");
  }

  @Test
  void noMoreIsMovedThanAllowed() {
    var answer = ask(HALVES + "w,1000,1024,1,1000,,,\nx,1000,1024,1,1000,,,\n", Optional.of(1));
    assertThat(answer.moved()).isEqualTo(new Freed(1, 1));
    assertThat(answer.moves()).isEqualTo(1);
  }

  @Test
  void whatCanNeverFitIsNoPartOfTheQueue() {
    var answer = ask(HALVES + "w,1000,1024,3,1000,,,\nx,1000,1024,1,500,B,,\n", Optional.empty());
    assertThat(answer.impossible()).hasSize(2);
    assertThat(answer.waiting()).isZero();
    assertThat(answer.models()).containsExactly(new Answer.Model("A", 4, 2, 0));
    assertThat(WhatIfText.of(answer)).contains("can never fit: 1 x 3 GPUs, 1 CPUs, 1 GiB");
  }

  @Test
  void missingCpuIsTold() {
    var answer =
        ask("a,8000,1024,0,0,,n1,\nb,8000,1024,0,0,,n2,\nw,1000,1024,2,1000,,,\n", Optional.of(0));
    assertThat(answer.shapes().getFirst().lackOther()).isEqualTo(4);
    assertThat(answer.unbound()).isEqualTo(new Freed(1, 2));
    assertThat(answer.shapes().getFirst().why()).contains("2 have too little CPU left");
  }

  @Test
  void aPlaceThatCannotBeIsRefused() {
    assertThatThrownBy(() -> ask("a,1000,1024,1,500,,n9,\n", Optional.empty()))
        .hasMessage("pods.csv: task a on node n9: there is no such node");
    assertThatThrownBy(() -> ask("a,1000,1024,1,500,,n1,5\n", Optional.empty()))
        .hasMessageContaining("GPU 5 is not there");
    assertThatThrownBy(() -> ask("a,9000,1024,1,500,,n1,\n", Optional.empty()))
        .hasMessageContaining("the node has not enough");
    assertThatThrownBy(() -> ask("a,1000,1024,2,1000,,n1,0\n", Optional.empty()))
        .hasMessageContaining("gpu_index names not as many GPUs");
  }

  private static Answer ask(String pods, Optional<Integer> moves) {
    return WhatIf.ask(
        "pods.csv",
        NodeFile.read("nodes.csv", NODES),
        PodFile.read("pods.csv", HEAD + pods),
        moves);
  }
}
