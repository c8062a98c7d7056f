package cairn.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.compute.server.Transition.Known;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus;
import cairn.protocol.GuestStatus.State;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TransitionTest {
  private static final UUID ID = new UUID(0, 1);

  private static Known known(ServerStatus status, Optional<Task> task, Power power) {
    return new Known(status, task, status == ServerStatus.ACTIVE ? 1 : 0, power, 5, 2);
  }

  private static GuestStatus seen(State state, long generation, long boot, String fault) {
    return new GuestStatus(ID, generation, boot, state, true, "", fault, "");
  }

  private static GuestStatus seen(State state) {
    return seen(state, 5, 2, "");
  }

  @Test
  void aBuiltGuestIsActive() {
    var change =
        Transition.of(
                known(ServerStatus.BUILD, Optional.of(Task.SPAWNING), Power.RUNNING),
                seen(State.RUNNING))
            .orElseThrow();
    assertThat(change.status()).isEqualTo(ServerStatus.ACTIVE);
    assertThat(change.task()).isEmpty();
    assertThat(change.powerState()).isEqualTo(PowerState.RUNNING);
  }

  @Test
  void anOldObservationIsNoNews() {
    var row = known(ServerStatus.ACTIVE, Optional.of(Task.POWERING_OFF), Power.STOPPED);
    assertThat(Transition.of(row, seen(State.STOPPED, 4, 2, ""))).isEmpty();
  }

  @Test
  void aGuestBeforeItsRebootIsNoNews() {
    var row = known(ServerStatus.REBOOT, Optional.of(Task.REBOOTING), Power.RUNNING);
    assertThat(Transition.of(row, seen(State.RUNNING, 5, 1, ""))).isEmpty();
    assertThat(Transition.of(row, seen(State.RUNNING))).isPresent();
  }

  @Test
  void whatIsKnownAlreadyIsNoNews() {
    var row = known(ServerStatus.ACTIVE, Optional.empty(), Power.RUNNING);
    assertThat(Transition.of(row, seen(State.RUNNING))).isEmpty();
  }

  @Test
  void aGuestThatStopsByItselfIsWantedStopped() {
    var row = known(ServerStatus.ACTIVE, Optional.empty(), Power.RUNNING);
    var change = Transition.of(row, seen(State.STOPPED)).orElseThrow();
    assertThat(change.status()).isEqualTo(ServerStatus.SHUTOFF);
    assertThat(change.stop()).isTrue();
  }

  @Test
  void aFailureSaysWhy() {
    var row = known(ServerStatus.BUILD, Optional.of(Task.SPAWNING), Power.RUNNING);
    var change = Transition.of(row, seen(State.FAILED, 5, 0, "No disk.")).orElseThrow();
    assertThat(change.status()).isEqualTo(ServerStatus.ERROR);
    assertThat(change.fault()).contains("No disk.");
    assertThat(change.actionFault()).contains("No disk.");
  }

  @Test
  void aGuestThatCouldNotBeStoppedGoesOn() {
    var row = known(ServerStatus.ACTIVE, Optional.of(Task.POWERING_OFF), Power.STOPPED);
    var change = Transition.of(row, seen(State.RUNNING, 5, 2, "It hangs.")).orElseThrow();
    assertThat(change.status()).isEqualTo(ServerStatus.ACTIVE);
    assertThat(change.actionFault()).contains("It hangs.");
    assertThat(change.fault()).isEmpty();
  }

  @Test
  void onlyWhatIsWantedAbsentIsDeleted() {
    var unwanted = known(ServerStatus.ACTIVE, Optional.of(Task.DELETING), Power.ABSENT);
    assertThat(Transition.of(unwanted, seen(State.ABSENT)).orElseThrow().status())
        .isEqualTo(ServerStatus.DELETED);
    var wanted = known(ServerStatus.ACTIVE, Optional.empty(), Power.RUNNING);
    assertThat(Transition.of(wanted, seen(State.ABSENT))).isEmpty();
  }

  @Test
  void everyStatusCanBeDeletedAndNoneComesBack() {
    for (var status : ServerStatus.values()) {
      if (status != ServerStatus.DELETED) {
        assertThat(status.next()).contains(ServerStatus.DELETED);
      }
    }
    assertThat(ServerStatus.DELETED.next()).isEmpty();
  }

  @Test
  void noObservationLeadsToAnImpossibleStatus() {
    for (var status : ServerStatus.values()) {
      for (var power : Power.values()) {
        for (var state : State.values()) {
          // Throws when the status may not follow.
          assertThat(
                  Transition.of(known(status, Optional.empty(), power), seen(state, 6, 9, "why")))
              .isNotNull();
        }
      }
    }
  }
}
