package cairn.agent;

import cairn.protocol.GuestSpec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One connection of a guest to its metadata service: as much of HTTP/1.1 (RFC 9112) as the clients
 * in guests need, with a bound on everything that a guest can send.
 */
final class MetadataConnection implements Runnable {
  private static final System.Logger LOG = System.getLogger(MetadataConnection.class.getName());
  private static final int SILENCE_MAX_MILLIS = 10_000;
  private static final int LINE_MAX = 4096;
  private static final int HEADERS_MAX = 64;
  private static final int REQUESTS_MAX = 200;

  /** What OpenStack lets a guest leave as its password: four times 255 characters. */
  private static final int PASSWORD_MAX = 1020;

  private final UUID network;
  private final Socket socket;
  private final InetAddress from;
  private final MetadataService.Lookup lookup;

  MetadataConnection(UUID network, Socket socket, MetadataService.Lookup lookup) {
    this.network = network;
    this.socket = socket;
    this.from = socket.getInetAddress();
    this.lookup = lookup;
  }

  private record Request(String method, String path, boolean last, int bodyBytes) {}

  private record Answer(int status, String type, byte[] body) {
    static Answer of(int status, String words) {
      return new Answer(
          status, "text/plain; charset=utf-8", words.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The request cannot be answered otherwise than by a refusal and the end of the connection. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super(Integer.toString(status));
      this.status = status;
    }
  }

  @Override
  public void run() {
    try (socket) {
      socket.setSoTimeout(SILENCE_MAX_MILLIS);
      var in = new BufferedInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      try {
        var more = true;
        for (var served = 0; more && served < REQUESTS_MAX; served++) {
          more = one(in, out);
        }
      } catch (Refused e) {
        write(out, Answer.of(e.status, "refused\n"), true, false);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "metadata connection from " + from, e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "metadata connection from " + from, e);
    }
  }

  private boolean one(InputStream in, OutputStream out) throws IOException, Refused {
    var request = read(in);
    if (request.isEmpty()) {
      return false;
    }
    var asked = request.get();
    var body = in.readNBytes(asked.bodyBytes());
    var guest = lookup.guest(network, from);
    var answer =
        guest.isEmpty()
            ? Answer.of(404, "no guest has this address\n")
            : answer(guest.get(), asked, body);
    write(out, answer, asked.last(), "HEAD".equals(asked.method()));
    return !asked.last();
  }

  private Answer answer(GuestSpec guest, Request request, byte[] body) {
    var path = MetadataDocuments.parts(request.path());
    var password = MetadataDocuments.isPassword(path);
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        if (password) {
          yield new Answer(200, "text/plain", lookup.password(guest.server()));
        }
        yield new MetadataDocuments(guest.metadata().files())
            .at(path)
            .map(document -> new Answer(200, type(path), document))
            .orElseGet(() -> Answer.of(404, "not found\n"));
      }
      case "POST" -> password ? keep(guest, body) : Answer.of(405, "not allowed\n");
      default -> Answer.of(405, "not allowed\n");
    };
  }

  private Answer keep(GuestSpec guest, byte[] body) {
    if (body.length == 0) {
      return Answer.of(400, "a password is needed\n");
    }
    return lookup.keepPassword(guest.server(), body)
        ? Answer.of(200, "")
        : Answer.of(409, "there is a password already\n");
  }

  private static String type(List<String> path) {
    var json = !path.isEmpty() && path.getLast().endsWith(".json");
    return json ? "application/json" : "text/plain; charset=utf-8";
  }

  private static Optional<Request> read(InputStream in) throws IOException, Refused {
    var start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    var words = start.split(" ");
    if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith("/")) {
      throw new Refused(400);
    }
    var close = words[2].equals("HTTP/1.0");
    var length = 0;
    for (var header : headers(in)) {
      var value = header.substring(header.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
      switch (header.substring(0, header.indexOf(':')).strip().toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = length(value);
        case "transfer-encoding" -> throw new Refused(411);
        case "connection" ->
            close = value.equals("close") || (close && !value.equals("keep-alive"));
        case "expect" -> throw new Refused(417);
        default -> {} // nothing else changes an answer
      }
    }
    return Optional.of(new Request(words[0], words[1], close, length));
  }

  private static int length(String value) throws Refused {
    if (!value.matches("\\d{1,9}")) {
      throw new Refused(400);
    }
    var length = Integer.parseInt(value);
    if (length > PASSWORD_MAX) {
      throw new Refused(413);
    }
    return length;
  }

  private static List<String> headers(InputStream in) throws IOException, Refused {
    var headers = new ArrayList<String>();
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (headers.size() == HEADERS_MAX) {
        throw new Refused(431);
      }
      if (header.indexOf(':') <= 0) {
        throw new Refused(400);
      }
      headers.add(header);
    }
    return headers;
  }

  /** The next line without its end; empty also at the end of the stream. */
  private static String line(InputStream in) throws IOException, Refused {
    var bytes = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
      if (bytes.size() > LINE_MAX) {
        throw new Refused(431);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static void write(OutputStream out, Answer answer, boolean last, boolean headOnly)
      throws IOException {
    var head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                answer.status(),
                answer.status() < 300 ? "OK" : "Refused",
                answer.type(),
                answer.body().length,
                last ? "Connection: close\r\n" : "");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    if (!headOnly) {
      bytes.writeBytes(answer.body());
    }
    out.write(bytes.toByteArray());
    out.flush();
  }
}
