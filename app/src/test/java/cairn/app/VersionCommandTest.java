package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VersionCommandTest {
  @Test
  void printsTheVersionOfTheBuild() {
    var out = new StringWriter();
    var exit = new CommandLine(new VersionCommand()).setOut(new PrintWriter(out)).execute();
    assertThat(exit).isZero();
    assertThat(out.toString()).matches("cairn \\d+\\.\\d+\\.\\d+ \\(Java 25.*\\)\\R");
  }
}
