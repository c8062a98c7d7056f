package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus.State;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step may fail, and may run twice. */
class GuestStepsTest {
  private static final UUID SERVER = new UUID(3, 4);
  private static final UUID PORT = new UUID(5, 6);
  private static final UUID SECOND_PORT = new UUID(5, 7);

  private final FakeHypervisor hypervisor = new FakeHypervisor();
  private final FakeNetwork network = new FakeNetwork();
  private final Semaphore starts = new Semaphore(1);
  private final GuestSteps steps =
      new GuestSteps(
          hypervisor,
          new Ports(network, MetadataService.none()),
          starts,
          Duration.ofMillis(50),
          Time.system());
  private final Kept guest = new Kept();

  private final class Kept implements GuestSteps.Guest {
    GuestRecord record = GuestRecord.of(Specs.running(SERVER, 1, PORT, SECOND_PORT));

    @Override
    public GuestRecord record() {
      return record;
    }

    @Override
    public void keep(GuestRecord changed) {
      record = changed;
      hypervisor.keep(changed);
    }

    @Override
    public boolean hurried() {
      return false;
    }

    @Override
    public void step(String words) {}

    @Override
    public boolean abandoned() {
      return false;
    }
  }

  private void want(GuestSpec spec) throws InterruptedException {
    guest.record = guest.record.wanting(spec);
    steps.ensure(guest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "start", "port"})
  void aFailedStartLeavesNothingHalfMade(String failing) throws Exception {
    hypervisor.failing.add(failing);
    if (failing.equals("port")) {
      network.refused.add(SECOND_PORT);
    }
    assertThatThrownBy(() -> steps.ensure(guest)).isInstanceOf(CloudException.class);
    steps.undo(guest);
    assertThat(network.plugged).isEmpty();
    assertThat(hypervisor.state(SERVER)).isNotEqualTo(State.RUNNING);
    assertThat(starts.availablePermits()).isEqualTo(1);
    hypervisor.failing.clear();
    network.refused.clear();
    steps.ensure(guest);
    assertThat(hypervisor.state(SERVER)).isEqualTo(State.RUNNING);
    assertThat(network.plugged).containsExactlyInAnyOrder(PORT, SECOND_PORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "remove"})
  void aRemovalThatFailsIsGoneOnWith(String failing) throws Exception {
    steps.ensure(guest);
    hypervisor.failing.add(failing);
    var absent = Specs.spec(SERVER, 2, Power.ABSENT, 0, false);
    assertThatThrownBy(() -> want(absent)).isInstanceOf(CloudException.class);
    hypervisor.failing.clear();
    want(absent);
    assertThat(hypervisor.state(SERVER)).isEqualTo(State.ABSENT);
    assertThat(network.plugged).isEmpty();
  }

  @Test
  void everyStepMayRunTwice() throws Exception {
    steps.ensure(guest);
    steps.ensure(guest);
    assertThat(hypervisor.calls).containsExactly("prepare", "start");
    var stopped = Specs.spec(SERVER, 2, Power.STOPPED, 0, false, PORT);
    want(stopped);
    want(stopped);
    assertThat(hypervisor.state(SERVER)).isEqualTo(State.STOPPED);
    var absent = Specs.spec(SERVER, 3, Power.ABSENT, 0, false);
    want(absent);
    want(absent);
    assertThat(hypervisor.state(SERVER)).isEqualTo(State.ABSENT);
  }

  @Test
  void aGuestWhoseRecordWasLostIsTakenOver() throws Exception {
    steps.ensure(guest);
    hypervisor.calls.clear();
    guest.record = GuestRecord.of(Specs.spec(SERVER, 5, Power.RUNNING, 3, true, PORT));
    steps.ensure(guest);
    assertThat(hypervisor.calls).containsExactly("unplug");
    assertThat(guest.record.boot()).isEqualTo(3);
    assertThat(network.plugged).containsExactly(PORT);
  }

  @Test
  void tendingPlugsAgainWhatTheNetworkLost() throws Exception {
    steps.ensure(guest);
    network.plugged.clear();
    network.refused.add(PORT);
    steps.tend(guest);
    assertThat(network.plugged).contains(SECOND_PORT);
    hypervisor.states.put(SERVER, State.STOPPED);
    steps.tend(guest);
    assertThat(network.plugged).isEmpty();
  }
}
