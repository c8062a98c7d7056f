package cairn.network.wire;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.ErrorForm;
import cairn.http.Response;
import java.util.regex.Pattern;

/**
 * The errors of the Networking API: {@code {"NeutronError": {"type", "message", "detail"}}}, whose
 * type is what clients decide by (reference: {@code neutron/pecan_wsgi/hooks/translation.py}).
 */
public final class NetworkErrors {
  /** The form on the wire. */
  public static final ErrorForm FORM = NetworkErrors::render;

  private static final Pattern POLICY =
      Pattern.compile("Policy doesn't allow (.*) to be performed\\.");

  private NetworkErrors() {}

  /** What the caller cannot see or what does not exist: {@code Port 12 could not be found.} */
  public static CloudException notFound(String noun, Object id) {
    return new CloudException(Kind.NOT_FOUND, "%s %s could not be found.".formatted(noun, id))
        .typed(noun.replace(" ", "") + "NotFound");
  }

  /** A request that cannot be understood. */
  public static CloudException badRequest(String message) {
    return new CloudException(Kind.BAD_REQUEST, message).typed("HTTPBadRequest");
  }

  /** An attribute whose value is not of its kind. */
  public static CloudException badAttribute(String name, String reason) {
    return badRequest("Invalid input for %s. Reason: %s.".formatted(name, reason));
  }

  /** Values that make no sense together. */
  public static CloudException invalid(String reason) {
    return badRequest("InvalidInput", "Invalid input for operation: %s.".formatted(reason));
  }

  /** A 400 of that type. */
  public static CloudException badRequest(String type, String message) {
    return new CloudException(Kind.BAD_REQUEST, message).typed(type);
  }

  /** A 409 of that type. */
  public static CloudException conflict(String type, String message) {
    return new CloudException(Kind.CONFLICT, message).typed(type);
  }

  /** A rule that does not allow it. */
  public static CloudException forbidden(String rule) {
    return new CloudException(Kind.FORBIDDEN, "rule:%s is disallowed by policy".formatted(rule))
        .typed("PolicyNotAuthorized");
  }

  private static Response render(CloudException error, String requestId) {
    var status = error.kind() == Kind.OVER_QUOTA ? 409 : error.kind().status();
    var type = error.type().isEmpty() ? type(error.kind()) : error.type();
    var message = String.valueOf(error.getMessage());
    var policy = POLICY.matcher(message);
    var shown = policy.matches() ? "rule:" + policy.group(1) + " is disallowed by policy" : message;
    return Response.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("NeutronError");
          json.writeStringProperty("type", type);
          json.writeStringProperty("message", shown);
          json.writeStringProperty("detail", "");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST -> "HTTPBadRequest";
      case UNAUTHENTICATED -> "HTTPUnauthorized";
      case FORBIDDEN -> "PolicyNotAuthorized";
      case OVER_QUOTA -> "OverQuota";
      case NOT_FOUND -> "HTTPNotFound";
      case METHOD_NOT_ALLOWED -> "HTTPMethodNotAllowed";
      case CONFLICT -> "HTTPConflict";
      case PRECONDITION_FAILED -> "HTTPPreconditionFailed";
      case TOO_LARGE -> "HTTPRequestEntityTooLarge";
      case UNSUPPORTED_MEDIA_TYPE -> "HTTPUnsupportedMediaType";
      case UNAVAILABLE -> "HTTPServiceUnavailable";
      case NOT_IMPLEMENTED -> "HTTPNotImplemented";
      case NOT_ACCEPTABLE, GONE, RANGE_NOT_SATISFIABLE, HEADERS_TOO_LARGE, TOO_MANY_REQUESTS ->
          "HTTPClientError";
      case INTERNAL -> "HTTPInternalServerError";
    };
  }
}
