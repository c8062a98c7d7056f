package cairn.common;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that becomes an answer. It has two readers: {@link #getMessage} goes to the
 * caller, {@link #detail} to the operator's log beside the cause. Never put the cause's text in the
 * message.
 */
public class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, in the terms of HTTP; each service's error form makes its own of it. */
  public enum Kind {
    BAD_REQUEST(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    /** A quota or limit of the caller's project is used up; services differ in the status. */
    OVER_QUOTA(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    CONFLICT(409),
    GONE(410),
    PRECONDITION_FAILED(412),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RANGE_NOT_SATISFIABLE(416),
    HEADERS_TOO_LARGE(431),
    TOO_MANY_REQUESTS(429),
    INTERNAL(500),
    NOT_IMPLEMENTED(501),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status that this kind usually has. */
    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final String type;
  private final String detail;

  /** A refusal that needs no words for the operator. */
  public CloudException(Kind kind, String message) {
    this(kind, "", message, "", null);
  }

  /** A refusal or failure with its cause and words for the operator. */
  public CloudException(Kind kind, String message, String detail, @Nullable Throwable cause) {
    this(kind, "", message, detail, cause);
  }

  private CloudException(
      Kind kind, String type, String message, String detail, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.type = type;
    this.detail = detail;
  }

  /**
   * The same with the error's name on the wire, where the service has such names ({@code
   * PortNotFound} in networking, {@code placement.concurrent_update} in placement).
   */
  public CloudException typed(String wireType) {
    return new CloudException(kind, wireType, String.valueOf(getMessage()), detail, getCause());
  }

  public Kind kind() {
    return kind;
  }

  /** The error's name on the wire, empty where it has none. */
  public String type() {
    return type;
  }

  /** For the operator's log; empty when there is nothing to add. */
  public String detail() {
    return detail;
  }
}
