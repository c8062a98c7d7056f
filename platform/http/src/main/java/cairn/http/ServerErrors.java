package cairn.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors below the route table: a header too long, a request that is no HTTP. As JSON. */
final class ServerErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus();
    var message = request.getAttribute(ERROR_MESSAGE) instanceof String text ? text : "";
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    var body =
        cairn.common.Json.object()
            .set("error", cairn.common.Json.object().put("code", status).put("message", message));
    response.write(
        true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
