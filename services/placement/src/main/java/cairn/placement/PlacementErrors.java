package cairn.placement;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.ErrorForm;
import cairn.http.Response;

/** Errors as a list, as OpenStack's API working group has them. */
final class PlacementErrors implements ErrorForm {
  private static final String CODE = "placement.undefined_code";

  @Override
  public Response render(CloudException error, String requestId) {
    return Response.json(
        error.kind().status(),
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("errors");
          json.writeStartObject();
          json.writeNumberProperty("status", error.kind().status());
          json.writeStringProperty("title", title(error.kind()));
          json.writeStringProperty(
              "detail", "%s\n\n %s  ".formatted(general(error.kind()), error.getMessage()));
          json.writeStringProperty("code", error.type().isEmpty() ? CODE : error.type());
          json.writeStringProperty("request_id", requestId);
          if (error.kind() == Kind.NOT_ACCEPTABLE) {
            json.writeStringProperty("min_version", PlacementModule.VERSION_MIN);
            json.writeStringProperty("max_version", PlacementModule.VERSION_MAX);
          }
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST -> "Bad Request";
      case UNAUTHENTICATED -> "Unauthorized";
      case FORBIDDEN, OVER_QUOTA -> "Forbidden";
      case NOT_FOUND -> "Not Found";
      case METHOD_NOT_ALLOWED -> "Method Not Allowed";
      case NOT_ACCEPTABLE -> "Not Acceptable";
      case CONFLICT -> "Conflict";
      case GONE -> "Gone";
      case PRECONDITION_FAILED -> "Precondition Failed";
      case TOO_LARGE -> "Request Entity Too Large";
      case UNSUPPORTED_MEDIA_TYPE -> "Unsupported Media Type";
      case RANGE_NOT_SATISFIABLE -> "Requested Range Not Satisfiable";
      case HEADERS_TOO_LARGE -> "Request Header Fields Too Large";
      case TOO_MANY_REQUESTS -> "Too Many Requests";
      case INTERNAL -> "Internal Server Error";
      case NOT_IMPLEMENTED -> "Not Implemented";
      case UNAVAILABLE -> "Service Unavailable";
    };
  }

  private static String general(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST ->
          "The server could not comply with the request since it is either malformed or otherwise"
              + " incorrect.";
      case UNAUTHENTICATED -> "The request needs a valid token.";
      case FORBIDDEN, OVER_QUOTA -> "Access was denied to this resource.";
      case NOT_FOUND -> "The resource could not be found.";
      case CONFLICT -> "There was a conflict when trying to complete your request.";
      default -> title(kind) + ".";
    };
  }
}
