package cairn.gpu.report;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.gpu.replay.Question;
import cairn.gpu.replay.Replays;
import cairn.gpu.replay.Summary;
import cairn.gpu.trace.OpenB;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReplayPageTest {
  @Test
  void aRunGivesATableAndPlots() throws Exception {
    var none = Optional.<java.nio.file.Path>empty();
    var question =
        new Question("default", "BestFit", Optional.of("42,99"), none, none, none, 130, false);
    var shown = new ArrayList<Summary>();
    var summaries = new Replays(OpenB.read(), question).run(listener(shown));
    assertThat(shown).isEqualTo(summaries);
    var page = new ReplayPage("./cairn gpu replay <x>", summaries, 130);
    assertThat(page.plots().keySet())
        .containsExactly(
            "default-allocation.svg",
            "default-allocation-end.svg",
            "default-fragments.svg",
            "default-stranded.svg");
    for (var plot : page.plots().values()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(plot.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(page.markdown()).contains("| default | BestFit | 2 | ");
    assertThat(page.html()).contains("./cairn gpu replay &lt;x&gt;").contains("<svg ");
  }

  @Test
  void publishedRunsAreKnownAgain() {
    var none = Optional.<java.nio.file.Path>empty();
    var question =
        new Question("default", "bestfit", Optional.of("42-43"), none, none, none, 100, false);
    var summary = new Replays(OpenB.read(), question).run(listener(new ArrayList<>())).getFirst();
    assertThat(summary.equalRuns()).isEqualTo(2);
    assertThat(Figures.published(summary, 100)).isNotEqualTo("-");
  }

  private static Replays.Listener listener(List<Summary> shown) {
    return new Replays.Listener() {
      @Override
      public void ran(String workload, String policy, int done, int of) {
        assertThat(done).isBetween(1, of);
      }

      @Override
      public void summed(Summary summary) {
        shown.add(summary);
      }
    };
  }
}
