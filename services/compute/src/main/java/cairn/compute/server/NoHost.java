package cairn.compute.server;

import cairn.placement.schedule.Decision;

/** No host fits a server; caught where the server is made. */
final class NoHost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Decision.Refusal refusal;

  NoHost(Decision.Refusal refusal) {
    super(refusal.text(), null, false, false);
    this.refusal = refusal;
  }

  /** For the user: the reference's words, then how many hosts each rule turned down. */
  String words() {
    return "No valid host was found. " + refusal.text();
  }
}
