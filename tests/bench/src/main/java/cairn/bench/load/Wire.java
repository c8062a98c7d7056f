package cairn.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection that is kept open: HTTP/1.1 (RFC 9112) as far as a benchmark needs it. For one
 * thread.
 */
public final class Wire implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;
  private static final int HEADER_BYTES_MAX = 64 << 10;

  private final URI base;
  private Optional<Socket> socket = Optional.empty();
  private byte[] buffer = new byte[64 << 10];
  private int start;
  private int end;
  private String head = "";
  private byte[] body = new byte[4 << 10];
  private int bodyLength;

  /** A connection to that host, opened with the first request. */
  public Wire(URI base) {
    this.base = base;
  }

  /**
   * Sends a whole request and reads the whole answer; opens the connection again where the server
   * has closed it.
   *
   * @return the status
   */
  public int exchange(byte[] request) throws IOException {
    var fresh = socket.isEmpty();
    try {
      return once(request);
    } catch (IOException e) {
      close();
      if (fresh) {
        throw e;
      }
      return once(request);
    }
  }

  private int once(byte[] request) throws IOException {
    if (socket.isEmpty()) {
      socket = Optional.of(open());
    }
    start = 0;
    end = 0;
    OutputStream out = socket.get().getOutputStream();
    out.write(request);
    out.flush();
    readHead();
    var status = Integer.parseInt(head, 9, 12, 10);
    readBody(status, startsWith(request, "HEAD "));
    if (header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
      close();
    }
    return status;
  }

  /** The value of a field of the last answer. */
  public Optional<String> header(String name) {
    var wanted = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
    var at = head.toLowerCase(Locale.ROOT).indexOf(wanted);
    if (at < 0) {
      return Optional.empty();
    }
    var from = at + wanted.length();
    return Optional.of(head.substring(from, head.indexOf("\r\n", from)).strip());
  }

  /** The last answer's status line and header. */
  public String head() {
    return head;
  }

  /** The last answer's body. */
  public byte[] body() {
    return Arrays.copyOf(body, bodyLength);
  }

  private Socket open() throws IOException {
    var secure = base.getScheme().equals("https");
    var port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
    var made = secure ? SSLSocketFactory.getDefault().createSocket() : new Socket();
    made.setTcpNoDelay(true);
    made.setSoTimeout(TIMEOUT_MILLIS);
    made.connect(new InetSocketAddress(base.getHost(), port), TIMEOUT_MILLIS);
    return made;
  }

  private void readHead() throws IOException {
    var from = 0;
    while (true) {
      for (var i = from; i + 3 < end; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          head = new String(buffer, 0, i + 2, StandardCharsets.ISO_8859_1);
          start = i + 4;
          return;
        }
      }
      from = Math.max(0, end - 3);
      if (end >= HEADER_BYTES_MAX) {
        throw new IOException("a header without an end");
      }
      fill();
    }
  }

  private void readBody(int status, boolean headOnly) throws IOException {
    bodyLength = 0;
    if (headOnly || status == 204 || status == 304) {
      return;
    }
    if (header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      readChunks();
      return;
    }
    var length = header("content-length").map(Integer::valueOf).orElse(0);
    take(length);
  }

  private void readChunks() throws IOException {
    while (true) {
      var size = Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
      if (size == 0) {
        while (!line().isEmpty()) {
          // trailers are of no interest
        }
        return;
      }
      take(size);
      line();
    }
  }

  private String line() throws IOException {
    for (var i = start; ; i++) {
      while (i >= end) {
        var before = start;
        fill();
        i -= before - start;
      }
      if (buffer[i] == '\n') {
        var text = new String(buffer, start, i - start, StandardCharsets.ISO_8859_1).strip();
        start = i + 1;
        return text;
      }
    }
  }

  private void take(int length) throws IOException {
    if (body.length < bodyLength + length) {
      body = Arrays.copyOf(body, Math.max(bodyLength + length, body.length * 2));
    }
    var left = length;
    while (left > 0) {
      if (start == end) {
        start = 0;
        end = 0;
        fill();
      }
      var count = Math.min(left, end - start);
      System.arraycopy(buffer, start, body, bodyLength, count);
      start += count;
      bodyLength += count;
      left -= count;
    }
  }

  private void fill() throws IOException {
    if (end == buffer.length && start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    InputStream in = socket.orElseThrow().getInputStream();
    var count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += count;
  }

  private static boolean startsWith(byte[] bytes, String text) {
    return bytes.length > text.length()
        && new String(bytes, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  @Override
  public void close() {
    try {
      if (socket.isPresent()) {
        socket.get().close();
      }
    } catch (IOException e) {
      // it is given up anyway
    }
    socket = Optional.empty();
  }
}
