package cairn.simulated;

import cairn.agent.GuestRecord;
import cairn.protocol.GuestStatus.State;
import java.util.Set;
import java.util.UUID;

/** One guest that is not there. */
record SimulatedGuest(GuestRecord record, State state, Set<UUID> nics) {
  SimulatedGuest with(GuestRecord newRecord) {
    return new SimulatedGuest(newRecord, state, nics);
  }

  SimulatedGuest with(State newState) {
    return new SimulatedGuest(record, newState, nics);
  }

  SimulatedGuest with(Set<UUID> newNics) {
    return new SimulatedGuest(record, state, Set.copyOf(newNics));
  }
}
