package cairn.simulated;

import cairn.agent.GuestRecord;
import cairn.protocol.GuestStatus.State;
import java.util.Set;
import java.util.UUID;

/**
 * One guest that is not there.
 *
 * @param disk whether its disk has been made
 */
record SimulatedGuest(GuestRecord record, State state, Set<UUID> nics, boolean disk) {
  SimulatedGuest with(GuestRecord newRecord) {
    return new SimulatedGuest(newRecord, state, nics, disk);
  }

  SimulatedGuest with(State newState) {
    return new SimulatedGuest(record, newState, nics, disk);
  }

  SimulatedGuest with(Set<UUID> newNics) {
    return new SimulatedGuest(record, state, Set.copyOf(newNics), disk);
  }

  SimulatedGuest withDisk() {
    return new SimulatedGuest(record, state, nics, true);
  }
}
