package cairn.image;

import cairn.common.CloudException;
import cairn.http.ErrorForm;
import cairn.http.Response;

/**
 * Errors as small HTML pages, as the Image API has always had them (webob's form); its clients read
 * the text out of them.
 */
final class ImageErrors implements ErrorForm {
  @Override
  public Response render(CloudException error, String requestId) {
    var title = "%d %s".formatted(error.kind().status(), phrase(error.kind()));
    return Response.text(
        error.kind().status(),
        "text/html; charset=UTF-8",
        """
        <html>
         <head>
          <title>%s</title>
         </head>
         <body>
          <h1>%s</h1>
          %s<br /><br />


         </body>
        </html>\
        """
            .formatted(title, title, escape(String.valueOf(error.getMessage()))));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String phrase(CloudException.Kind kind) {
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
}
