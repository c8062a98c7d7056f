package cairn.http;

import cairn.common.CloudException;

/** A request that came when there was no room for it; the answer says when to try again. */
final class Busy extends CloudException {
  private static final long serialVersionUID = 1L;

  private final long retryAfterSeconds;

  private Busy(Kind kind, String message, long retryAfterSeconds) {
    super(kind, message);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The tenant asks for more than its share. */
  static Busy tenant(long retryAfterSeconds) {
    return new Busy(
        Kind.TOO_MANY_REQUESTS, "This was one request too many. Retry later.", retryAfterSeconds);
  }

  /** All that the server can do at once it is doing. */
  static Busy server() {
    return new Busy(Kind.UNAVAILABLE, "The server is full. Retry later.", 1);
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
