package cairn.http;

/** The error form where no service's own applies. */
public final class PlainErrors {
  /** {@code {"error":{"code":404,"message":"..."}}}. */
  public static final ErrorForm FORM =
      (error, requestId) ->
          Response.json(
              error.kind().status(),
              json -> {
                json.writeStartObject();
                json.writeObjectPropertyStart("error");
                json.writeNumberProperty("code", error.kind().status());
                json.writeStringProperty("message", String.valueOf(error.getMessage()));
                json.writeStringProperty("request_id", requestId);
                json.writeEndObject();
                json.writeEndObject();
              });

  private PlainErrors() {}
}
