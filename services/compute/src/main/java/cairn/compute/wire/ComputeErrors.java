package cairn.compute.wire;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.ErrorForm;
import cairn.http.Response;

/**
 * Errors as Nova writes them: one key that names the fault, then code and message ({@code
 * nova/api/openstack/wsgi.py}, class {@code Fault}).
 */
public final class ComputeErrors implements ErrorForm {
  @Override
  public Response render(CloudException error, String requestId) {
    var status = error.kind().status();
    var message = String.valueOf(error.getMessage());
    if (error.kind() == Kind.UNAUTHENTICATED) {
      return Response.json(
          status,
          json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("error");
            json.writeNumberProperty("code", status);
            json.writeStringProperty("title", "Unauthorized");
            json.writeStringProperty(
                "message", "The request you have made requires authentication.");
            json.writeEndObject();
            json.writeEndObject();
          });
    }
    return Response.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart(name(status));
          json.writeNumberProperty("code", status);
          json.writeStringProperty("message", message);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static String name(int status) {
    return switch (status) {
      case 400 -> "badRequest";
      case 403 -> "forbidden";
      case 404 -> "itemNotFound";
      case 405 -> "badMethod";
      case 409 -> "conflictingRequest";
      case 413, 429 -> "overLimit";
      case 415 -> "badMediaType";
      case 501 -> "notImplemented";
      case 503 -> "serviceUnavailable";
      default -> "computeFault";
    };
  }

  /** The request makes no sense. */
  public static CloudException badRequest(String message) {
    return new CloudException(Kind.BAD_REQUEST, message);
  }

  /** There is no such thing, or the caller may not know of it. */
  public static CloudException notFound(String message) {
    return new CloudException(Kind.NOT_FOUND, message);
  }

  /** It cannot be done now. */
  public static CloudException conflict(String message) {
    return new CloudException(Kind.CONFLICT, message);
  }

  /** The caller may not. */
  public static CloudException forbidden(String message) {
    return new CloudException(Kind.FORBIDDEN, message);
  }
}
