package cairn.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.agent.GuestRecord;
import cairn.agent.Hypervisor.Progress;
import cairn.common.CloudException;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimulatedHypervisorTest {
  private static final UUID SERVER = new UUID(3, 4);
  private static final UUID PORT = new UUID(5, 6);
  private static final Progress PROGRESS =
      new Progress() {
        @Override
        public void step(String words) {}

        @Override
        public boolean abandoned() {
          return false;
        }
      };

  private final SimulatedHypervisor host = new SimulatedHypervisor(Behaviour.IDEAL, Time.system());

  private static GuestSpec spec() {
    var image =
        new GuestSpec.Image(
            new UUID(1, 1), "raw", "", 0, Optional.empty(), Optional.empty(), Optional.empty());
    return new GuestSpec(
        SERVER,
        1,
        "req-1",
        Power.RUNNING,
        0,
        false,
        "web",
        new GuestSpec.Machine(1, 64),
        new GuestSpec.Disk(image, 1),
        List.of(),
        false,
        GuestSpec.Metadata.NONE);
  }

  private void start() {
    host.keep(new GuestRecord(spec(), 0, true, Set.of(), "", ""));
    host.prepare(spec(), PROGRESS);
    host.start(spec(), Map.of(PORT, "tap"));
  }

  @Test
  void guestsLiveAndOutliveTheAgent() {
    assertThat(host.state(SERVER)).isEqualTo(State.ABSENT);
    start();
    assertThat(host.state(SERVER)).isEqualTo(State.RUNNING);
    assertThat(host.nics(SERVER)).containsExactly(PORT);
    host.close();
    var changed = new ArrayList<UUID>();
    assertThat(host.recover(changed::add)).hasSize(1);
    host.pressPower(SERVER);
    assertThat(changed).containsExactly(SERVER);
    assertThat(host.state(SERVER)).isEqualTo(State.STOPPED);
    host.remove(SERVER);
    assertThat(host.state(SERVER)).isEqualTo(State.ABSENT);
  }

  @Test
  void failsWhenToldTo() {
    host.behave(Behaviour.IDEAL.failing(server -> Optional.of("Out of luck.")));
    assertThatThrownBy(this::start).isInstanceOf(CloudException.class).hasMessage("Out of luck.");
    assertThat(host.running()).isZero();
  }
}
