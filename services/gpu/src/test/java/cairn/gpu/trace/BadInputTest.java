package cairn.gpu.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is told in one line. */
class BadInputTest {
  private static final String NODES = "sn,cpu_milli,memory_mib,gpu,model\n";
  private static final String PODS = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "n1,1000,1024,-1,A100; line 2: gpu is -1; it has to be 0 to 31",
        "n1,1000,1024,40,A100; line 2: gpu is 40; it has to be 0 to 31",
        "n1,99999999,1024,1,A100; cpu_milli is 99999999; it has to be 0 to 10000000",
        "n1,many,1024,1,A100; cpu_milli is 'many', which is no whole number",
        "n1,1000,1024,1,; n1 has GPUs, but no model",
        ",1000,1024,1,A100; a node has no name",
        "n1,1000,1024,1; line 2: has 4 values for 5 columns",
      })
  void wrongNodes(String line, String told) {
    assertThatThrownBy(() -> NodeFile.read("nodes.csv", NODES + line + "\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nodes.csv")
        .hasMessageContaining(told.strip())
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p1,1000,1024,1,-5,; gpu_milli is -5; it has to be 0 to 1000",
        "p1,1000,1024,1,1500,; gpu_milli is 1500; it has to be 0 to 1000",
        "p1,1000,1024,2,500,; a task asks for whole GPUs, a share of one, or none",
        "p1,1000,1024,0,500,; a task asks for whole GPUs, a share of one, or none",
        "p1,-1,1024,1,500,; cpu_milli is -1",
      })
  void wrongTasks(String line, String told) {
    assertThatThrownBy(() -> PodFile.read("pods.csv", PODS + line + "\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("pods.csv, line 2: ")
        .hasMessageContaining(told.strip());
  }

  @Test
  void emptyFilesAndMissingColumns() {
    assertThatThrownBy(() -> NodeFile.read("nodes.csv", NODES))
        .hasMessage("nodes.csv: there are no nodes in it");
    assertThatThrownBy(() -> NodeFile.read("nodes.csv", ""))
        .hasMessageContaining("missing: sn,cpu_milli,memory_mib,gpu,model");
    assertThatThrownBy(() -> NodeFile.read("nodes.csv", "sn,cpu_milli\nn1,1000\n"))
        .hasMessageContaining("missing: memory_mib,gpu,model");
    assertThatThrownBy(() -> PodFile.read("pods.csv", PODS))
        .hasMessage("pods.csv: there are no tasks in it");
    assertThatThrownBy(() -> NodeFile.read("n", NODES + "a,1,1,0,\na,1,1,0,\n"))
        .hasMessage("n, line 3: a is there twice");
  }

  @Test
  void whatSpreadsheetsWriteIsRead() {
    var nodes =
        NodeFile.read("nodes.csv", "\uFEFF" + NODES.replace("\n", "\r\n") + "a,1.0,2,0,\r\n");
    assertThat(nodes.getFirst().cpuMilli()).isEqualTo(1);
  }

  @Test
  void ordersOfOtherFiles() {
    var order = new byte[] {0, 0, 0, 42, 0, 0, 0, 1, 0, 7, 0, 0};
    assertThatThrownBy(() -> OrderFile.read("o.bin", order, 3, 1))
        .hasMessageContaining("task 7, where there are 3");
    assertThatThrownBy(() -> OrderFile.read("o.bin", order, 8, 2))
        .hasMessageContaining("ends too early");
    assertThatThrownBy(() -> OrderFile.read("o.bin", new byte[0], 8, 2))
        .hasMessageContaining("there is no order in it");
    var read = OrderFile.read("o.bin", order, 8, 1);
    assertThat(read.getFirst().seed()).isEqualTo(42);
    assertThat(read.getFirst().arrivals()).containsExactly(7);
  }

  @Test
  void aTaskMayTellWhereItRuns() {
    var pods =
        PodFile.read(
            "pods.csv",
            """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,node,gpu_index
            b,1000,1024,2,1000,n1,0|3
            a,1000,1024,1,500,,
            """);
    assertThat(pods.stream().map(Pod::name)).isEqualTo(List.of("a", "b"));
    assertThat(pods.get(0).place()).isEmpty();
    assertThat(pods.get(1).place()).contains(new Pod.Place("n1", 0b1001));
  }
}
