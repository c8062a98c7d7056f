package cairn.compute.server;

import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus;
import cairn.protocol.GuestStatus.State;
import java.util.Optional;

/**
 * What an agent's observation does to a server's row.
 *
 * <pre>
 *            RUNNING                STOPPED
 *   BUILD ───────────► ACTIVE ◄──────────────► SHUTOFF
 *     │  FAILED          │ ▲                      │
 *     ▼                  ▼ │ RUNNING              │ hard reboot
 *   ERROR ◄──────── REBOOT, HARD_REBOOT ◄─────────┘        ABSENT: DELETED, from each
 * </pre>
 *
 * @param status the new status
 * @param task what is still being done
 * @param fault why it is in ERROR
 * @param actionFault why what was asked for last has failed; empty when it has succeeded
 * @param stop whether the guest has stopped by itself, so that it is now wanted stopped
 */
record Transition(
    ServerStatus status,
    Optional<Task> task,
    int powerState,
    Optional<String> fault,
    Optional<String> actionFault,
    boolean stop) {

  /** What has to be known of a row. */
  record Known(
      ServerStatus status,
      Optional<Task> task,
      int powerState,
      Power power,
      long generation,
      long boot) {}

  /** The change, or none when the observation is old, passing or no news. */
  static Optional<Transition> of(Known row, GuestStatus seen) {
    if (seen.generation() < row.generation()
        || !seen.settled()
        || row.status() == ServerStatus.DELETED) {
      return Optional.empty();
    }
    var change =
        switch (row.power()) {
          case RUNNING -> wantedRunning(row, seen);
          case STOPPED -> wantedStopped(seen);
          case ABSENT -> wantedAbsent(seen);
        };
    return change.filter(found -> found.isNews(row)).map(found -> found.checked(row));
  }

  /**
   * Whether the host has put away a guest that is still to be made, on an old word that overtook
   * the newer: it has to be told again.
   */
  static boolean isLost(Known row, GuestStatus seen) {
    return row.status() == ServerStatus.BUILD
        && row.power() != Power.ABSENT
        && seen.generation() >= row.generation()
        && seen.settled()
        && seen.state() == State.ABSENT;
  }

  private static Optional<Transition> wantedRunning(Known row, GuestStatus seen) {
    return switch (seen.state()) {
      case RUNNING ->
          seen.boot() < row.boot()
              ? Optional.empty()
              : Optional.of(settled(ServerStatus.ACTIVE, PowerState.RUNNING, seen));
      case PAUSED -> Optional.of(settled(ServerStatus.PAUSED, PowerState.PAUSED, seen));
      case STOPPED ->
          Optional.of(
              new Transition(
                  ServerStatus.SHUTOFF,
                  Optional.empty(),
                  PowerState.SHUTDOWN,
                  Optional.empty(),
                  fault(seen),
                  true));
      case FAILED -> Optional.of(failed(seen));
      case ABSENT -> Optional.empty();
    };
  }

  private static Optional<Transition> wantedStopped(GuestStatus seen) {
    return switch (seen.state()) {
      case STOPPED -> Optional.of(settled(ServerStatus.SHUTOFF, PowerState.SHUTDOWN, seen));
      case RUNNING ->
          seen.fault().isEmpty()
              ? Optional.empty()
              : Optional.of(settled(ServerStatus.ACTIVE, PowerState.RUNNING, seen));
      case FAILED -> Optional.of(failed(seen));
      case PAUSED, ABSENT -> Optional.empty();
    };
  }

  private static Optional<Transition> wantedAbsent(GuestStatus seen) {
    if (seen.state() == State.ABSENT) {
      return Optional.of(settled(ServerStatus.DELETED, PowerState.NONE, seen));
    }
    return seen.fault().isEmpty() ? Optional.empty() : Optional.of(failed(seen));
  }

  private static Transition settled(ServerStatus status, int powerState, GuestStatus seen) {
    return new Transition(
        status, Optional.empty(), powerState, Optional.empty(), fault(seen), false);
  }

  private static Transition failed(GuestStatus seen) {
    var fault = fault(seen).orElse("The host could not run the server.");
    return new Transition(
        ServerStatus.ERROR,
        Optional.empty(),
        PowerState.NONE,
        Optional.of(fault),
        Optional.of(fault),
        false);
  }

  private static Optional<String> fault(GuestStatus seen) {
    return Optional.of(seen.fault()).filter(text -> !text.isEmpty());
  }

  /** A running or paused guest that is observed again is no news. */
  private boolean isNews(Known row) {
    return stop
        || row.status() != status
        || !row.task().equals(task)
        || row.powerState() != powerState;
  }

  private Transition checked(Known row) {
    var _ = row.status().to(status);
    return this;
  }
}
