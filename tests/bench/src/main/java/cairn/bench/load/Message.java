package cairn.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bytes of a request. */
public final class Message {
  private Message() {}

  /** A request without a body. */
  public static byte[] of(String method, URI url, Map<String, String> headers) {
    return of(method, url, headers, "");
  }

  /** A request with a JSON body, or with none where the text is empty. */
  public static byte[] of(String method, URI url, Map<String, String> headers, String json) {
    var target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    var body = json.getBytes(StandardCharsets.UTF_8);
    var text = new StringBuilder(512);
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    text.append("Accept: application/json\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0 && !headers.containsKey("Content-Type")) {
      text.append("Content-Type: application/json\r\n");
    }
    if (body.length > 0 || !method.equals("GET")) {
      text.append("Content-Length: ").append(body.length).append("\r\n");
    }
    text.append("\r\n").append(json);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
