package cairn.identity.audit;

import cairn.common.Json;
import java.security.MessageDigest;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Follows the chain from its beginning and stops where it is broken. Used once, by one thread. */
final class AuditVerifier {
  private final AuditChain chain;
  private final AuditHead head;
  private AuditHead last = AuditHead.NONE;
  private long removed;
  private Optional<Long> brokenAt = Optional.empty();
  private String reason = "";

  /**
   * @param head the end as it was before the first row was read: others may follow meanwhile
   */
  AuditVerifier(byte[] key, AuditHead head) {
    chain = new AuditChain(key);
    this.head = head;
  }

  /** Begins where old events were removed up to. */
  void begin(AuditStart start) {
    if (start.holds(chain)) {
      last = start.removed();
      removed = last.seq();
    } else {
      broken(start.removed().seq(), "removed up to here by who has not the key");
    }
  }

  void next(AuditRecord row) {
    if (brokenAt.isPresent()) {
      return;
    }
    if (row.seq() != last.seq() + 1) {
      broken(last.seq() + 1, "missing, the next is %d".formatted(row.seq()));
    } else if (!MessageDigest.isEqual(chain.next(last.mac(), row.seq(), row.event()), row.mac())) {
      broken(row.seq(), "changed, or the one before it is another");
    } else if (!columnsAgree(row)) {
      broken(row.seq(), "a column says other than the event");
    } else if (row.seq() == head.seq() && !MessageDigest.isEqual(row.mac(), head.mac())) {
      broken(row.seq(), "the chain's end was another");
    } else {
      last = new AuditHead(row.seq(), row.mac());
    }
  }

  AuditVerdict verdict() {
    if (brokenAt.isEmpty() && last.seq() < head.seq()) {
      broken(last.seq() + 1, "the chain's end is missing: it was at %d".formatted(head.seq()));
    }
    return new AuditVerdict(last.seq() - removed, last, brokenAt, reason);
  }

  private void broken(long seq, String why) {
    brokenAt = Optional.of(seq);
    reason = why;
  }

  private static boolean columnsAgree(AuditRecord row) {
    try {
      var event = Json.parse(row.event());
      return row.initiatorId().equals(event.at("/initiator/id").asString(""))
          && row.action().equals(event.path("action").asString(""))
          && row.outcome().equals(event.path("outcome").asString(""))
          && row.requestId().equals(event.at("/initiator/request_id").asString(""));
    } catch (JacksonException _) {
      return false;
    }
  }
}
