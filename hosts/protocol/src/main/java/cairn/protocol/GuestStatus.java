package cairn.protocol;

import java.util.UUID;

/**
 * What an agent observes of one guest.
 *
 * @param server the guest
 * @param generation of the {@link GuestSpec} that the agent last made so, or is making so
 * @param boot of that guest's last start
 * @param state what it is doing
 * @param settled whether the agent has finished making it as wanted (or has given up: FAILED)
 * @param step what the agent is doing, for people ("fetching image"); empty when settled
 * @param fault why it FAILED, a sentence for the user; empty else
 * @param detail of the fault, for the operator
 */
public record GuestStatus(
    UUID server,
    long generation,
    long boot,
    State state,
    boolean settled,
    String step,
    String fault,
    String detail) {

  /** What a guest is doing. */
  public enum State {
    RUNNING,
    PAUSED,
    STOPPED,
    ABSENT,
    /** The agent could not make it so; it has left nothing half-made but the disk. */
    FAILED
  }
}
