package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.policy.Caller;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePolicyTest {
  private static final Rule SHOW = new Rule("thing:show", "!", "Show a thing.");

  @TempDir private Path folder;

  @Test
  void followsTheFile() throws IOException {
    var file = folder.resolve("policy.yaml");
    Files.writeString(file, "{}");
    var time = new FakeTime();
    var settings = new PolicySettings(Optional.of(file), true, Map.of());
    var policy = new LivePolicy(List.of(SHOW), settings, time);
    assertThat(allows(policy)).isFalse();

    Files.writeString(file, "\"thing:show\": \"@\"");
    assertThat(allows(policy)).as("not looked at yet").isFalse();
    time.advance(Duration.ofSeconds(1));
    assertThat(allows(policy)).isTrue();

    Files.writeString(file, "\"thing:show\": \"not a rule\"");
    time.advance(Duration.ofSeconds(1));
    assertThat(allows(policy)).as("a file that cannot be used").isTrue();
  }

  private static boolean allows(LivePolicy policy) {
    return policy.get().allows(Caller.ANONYMOUS, SHOW, Target.NONE);
  }
}
