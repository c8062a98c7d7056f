package cairn.identity.audit;

/** The end of the chain. */
record AuditHead(long seq, byte[] mac) {
  static final AuditHead NONE = new AuditHead(0, new byte[32]);
}
