package cairn.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.protocol.GuestStatus;
import cairn.protocol.GuestStatus.State;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ObservationsTest {
  private static final UUID HOST = new UUID(1, 1);
  private static final UUID SERVER = new UUID(2, 2);

  private final HashMap<UUID, Observations.Seen> batch = new HashMap<>();

  private static Observations.Seen seen(UUID host, long generation, State state) {
    return new Observations.Seen(
        host, new GuestStatus(SERVER, generation, 0, state, true, "", "", ""));
  }

  private boolean joins(Observations.Seen next) {
    return Observations.joins(batch, next);
  }

  @Test
  void whatIsLateDoesNotHideWhatIsNew() {
    assertThat(joins(seen(HOST, 2, State.RUNNING))).isTrue();
    assertThat(joins(seen(HOST, 1, State.FAILED))).isTrue();
    assertThat(batch).containsEntry(SERVER, seen(HOST, 2, State.RUNNING));
    assertThat(joins(seen(HOST, 3, State.ABSENT))).isTrue();
    assertThat(batch).containsEntry(SERVER, seen(HOST, 3, State.ABSENT));
  }

  @Test
  void whatIsSaidTwiceIsOnce() {
    assertThat(joins(seen(HOST, 1, State.RUNNING))).isTrue();
    assertThat(joins(seen(HOST, 1, State.RUNNING))).isTrue();
    assertThat(batch).hasSize(1);
  }

  @Test
  void twoStatesOfOneGenerationAreWrittenOneAfterTheOther() {
    assertThat(joins(seen(HOST, 1, State.STOPPED))).isTrue();
    assertThat(joins(seen(HOST, 1, State.RUNNING))).isFalse();
    assertThat(batch).containsEntry(SERVER, seen(HOST, 1, State.STOPPED));
  }

  @Test
  void anotherHostsWordDoesNotHideTheRightOnes() {
    assertThat(joins(seen(HOST, 1, State.RUNNING))).isTrue();
    assertThat(joins(seen(new UUID(9, 9), 5, State.ABSENT))).isFalse();
  }
}
