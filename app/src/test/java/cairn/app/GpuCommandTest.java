package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void aReplayPrintsOursBesideThePublished() {
    var page = folder.resolve("page.md");
    var code =
        run("gpu", "replay", "--policy", "bestfit", "--seeds", "42", "--page", page.toString());
    assertThat(code).isZero();
    assertThat(out.toString()).containsPattern("BestFit +1 +\\S+ +\\S+ +93.13 +93.13 .*1 of 1");
    assertThat(page).content().startsWith("# GPU replay").contains("./cairn gpu replay --policy");
    assertThat(folder.resolve("default-stranded.svg")).exists();
  }

  @Test
  void movesAreCounted() {
    assertThat(run("gpu", "moves", "--seeds", "42", "--limit", "0")).isZero();
    assertThat(out.toString()).containsPattern("default +42 +96\\.\\d+ % +96\\.\\d+ % +0 ");
  }

  @Test
  void aSteadyStateTellsAllocationAndWaits() {
    var code =
        run(
            "gpu",
            "steady",
            "--policy",
            "bestfit",
            "--load",
            "80",
            "--hours",
            "1",
            "--longest",
            "1");
    assertThat(code).isZero();
    assertThat(out.toString()).containsPattern("BestFit +80 % +\\d+\\.\\d+ %");
  }

  @Test
  void badInputIsOneLineAndCodeTwo() throws Exception {
    var nodes = Files.writeString(folder.resolve("nodes.csv"), "sn,cpu_milli\n");
    assertThat(run("gpu", "replay", "--nodes", nodes.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("cairn: ").contains("missing: ").hasLineCount(1);
    assertThat(run("gpu", "replay", "--policy", "nothing")).isEqualTo(2);
    assertThat(run("gpu", "steady", "--load", "0")).isEqualTo(2);
    assertThat(run("gpu", "moves", "--limit", "101")).isEqualTo(2);
    assertThat(run("gpu", "what-if", "--nodes", "/nowhere", "--pods", "/nowhere")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return Main.line()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
