package cairn.agent;

import cairn.protocol.GuestSpec;
import java.util.Set;
import java.util.UUID;

/**
 * What a host keeps of a guest, so that a new agent goes on where the last one ended.
 *
 * @param spec what was last wanted of it
 * @param boot of its last start, {@code -1} before the first
 * @param settled whether the spec was made so, or was given up
 * @param ports all that may be plugged into the host's network for it
 * @param fault why the spec was given up, a sentence for the user; empty else
 * @param detail of the fault, for the operator
 */
public record GuestRecord(
    GuestSpec spec, long boot, boolean settled, Set<UUID> ports, String fault, String detail) {
  /** Before the first start. */
  public static final long NEVER = -1;

  public GuestRecord {
    ports = Set.copyOf(ports);
  }

  static GuestRecord of(GuestSpec spec) {
    return new GuestRecord(spec, NEVER, false, Set.of(), "", "");
  }

  UUID server() {
    return spec.server();
  }

  GuestRecord wanting(GuestSpec newer) {
    return new GuestRecord(newer, boot, false, ports, "", "");
  }

  GuestRecord started(long newBoot) {
    return new GuestRecord(spec, newBoot, settled, ports, fault, detail);
  }

  GuestRecord plugged(Set<UUID> newPorts) {
    return new GuestRecord(spec, boot, settled, newPorts, fault, detail);
  }

  GuestRecord done() {
    return new GuestRecord(spec, boot, true, ports, "", "");
  }

  GuestRecord givenUp(String why, String forOperator) {
    return new GuestRecord(spec, boot, true, ports, why, forOperator);
  }
}
