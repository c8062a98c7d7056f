package cairn.identity.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Where the chain begins, after old events were removed.
 *
 * @param removed the last event that was removed
 * @param proof that who removed it had the key
 */
record AuditStart(AuditHead removed, byte[] proof) {
  /** What no event says, so that a proof is never taken for the mac of one. */
  private static final String WORD = "start of the chain";

  static AuditStart after(AuditHead removed, AuditChain chain) {
    return new AuditStart(removed, proof(removed, chain));
  }

  boolean holds(AuditChain chain) {
    return MessageDigest.isEqual(proof, proof(removed, chain));
  }

  private static byte[] proof(AuditHead removed, AuditChain chain) {
    var seq = ByteBuffer.allocate(Long.BYTES).putLong(removed.seq()).array();
    return chain.next(removed.mac(), -1, WORD + HexFormat.of().formatHex(seq));
  }
}
