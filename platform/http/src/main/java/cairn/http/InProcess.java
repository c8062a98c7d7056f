package cairn.http;

import cairn.common.CloudException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The way to a dispatcher and its sockets within this process, without a server and its threads:
 * what a test that has the whole cloud in itself calls. Safe for many threads.
 */
public final class InProcess {
  private static final String BASE = "http://127.0.0.1";

  private final Dispatcher dispatcher;
  private final Admission admission;
  private final List<SocketRoute> sockets;

  /** To these. */
  public InProcess(Dispatcher dispatcher, List<SocketRoute> sockets) {
    this.dispatcher = dispatcher;
    this.admission = dispatcher.admission(Limits.GENEROUS);
    this.sockets = List.copyOf(sockets);
  }

  /** A whole answer. */
  public record Answer(int status, List<Response.Header> headers, byte[] body) {}

  /**
   * Asks, on the caller's thread.
   *
   * @param target the path, with its query if there is one
   */
  public Answer ask(String method, String target, Map<String, String> headers, byte[] body) {
    var mark = target.indexOf('?');
    var response =
        dispatcher.dispatch(
            new Request.Parts(
                method,
                mark < 0 ? target : target.substring(0, mark),
                Query.parse(mark < 0 ? "" : target.substring(mark + 1)),
                fields(headers),
                BASE,
                "127.0.0.1",
                () -> new ByteArrayInputStream(body)),
            admission);
    return new Answer(response.status(), List.copyOf(response.headers()), bytes(response));
  }

  /**
   * What hears a socket to that path; the caller opens it.
   *
   * @throws CloudException when it is refused
   */
  public SocketListener dial(String path, Map<String, String> headers) {
    var route =
        sockets.stream()
            .filter(known -> known.path().equals(path))
            .findFirst()
            .orElseThrow(
                () -> new CloudException(CloudException.Kind.NOT_FOUND, "No socket at " + path));
    return route
        .acceptor()
        .accept(new SocketRoute.Handshake(Query.parse(""), fields(headers), "127.0.0.1"));
  }

  private static Headers fields(Map<String, String> headers) {
    return name ->
        headers.entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .toList();
  }

  private static byte[] bytes(Response response) {
    return switch (response.body()) {
      case Response.Body.None() -> new byte[0];
      case Response.Body.Bytes(var bytes) -> {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield copy;
      }
      case Response.Body.Stream(_, var writer) -> {
        var out = new ByteArrayOutputStream();
        try {
          writer.write(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield out.toByteArray();
      }
    };
  }
}
