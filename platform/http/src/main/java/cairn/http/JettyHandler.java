package cairn.http;

import cairn.common.CloudException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Between Jetty's requests and answers and ours. Jetty's few threads read and parse; what may wait
 * for anything is answered on a virtual thread of its own, the rest at once, which saves two
 * changes of threads.
 */
final class JettyHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(JettyHandler.class.getName());
  private static final int FRAME_BYTES_MAX = 64 << 20;
  private static final int DRAIN_BYTES_MAX = 8 << 20;

  private final Dispatcher dispatcher;
  private final Limits limits;
  private final Admission admission;
  private final Map<String, SocketRoute> sockets = new HashMap<>();
  private final ServerWebSocketContainer container;
  private final Executor waiting;

  /**
   * @param waiting runs what may wait
   */
  JettyHandler(
      Server server,
      Dispatcher dispatcher,
      Limits limits,
      List<SocketRoute> sockets,
      Executor waiting) {
    super(InvocationType.NON_BLOCKING);
    this.waiting = waiting;
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.admission = dispatcher.admission(limits);
    sockets.forEach(route -> this.sockets.put(route.path(), route));
    container = ServerWebSocketContainer.ensure(server);
    container.setMaxTextMessageSize(FRAME_BYTES_MAX);
    container.setMaxBinaryMessageSize(FRAME_BYTES_MAX);
    container.setIdleTimeout(java.time.Duration.ofMinutes(2));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (prompt(request)) {
      // A body that nobody asked for is not waited for either.
      send(request, response, callback, answer(request));
      return true;
    }
    waiting.execute(() -> {
      try {
        handleWaiting(request, response, callback);
      } catch (Throwable e) {
        callback.failed(e);
      }
    });
    return true;
  }

  private boolean prompt(Request request) {
    var path = request.getHttpURI().getPath();
    return path != null && dispatcher.prompt(request.getMethod(), path);
  }

  private void handleWaiting(Request request, Response response, Callback callback)
      throws IOException {
    var socket = sockets.get(request.getHttpURI().getCanonicalPath());
    if (socket != null && request.getHeaders().contains(HttpHeader.UPGRADE)) {
      upgrade(socket, request, response, callback);
      return;
    }
    var answer = answer(request);
    if (answer.status() >= 400) {
      drain(request);
    }
    send(request, response, callback, answer);
  }

  /**
   * Reads the rest of a refused body, within bounds: many clients read no answer before they have
   * sent all.
   */
  private void drain(Request request) {
    try (var rest = Paced.input(Content.Source.asInputStream(request), limits)) {
      for (var left = DRAIN_BYTES_MAX; left > 0; ) {
        var read = rest.read(new byte[64 << 10]);
        if (read < 0) {
          return;
        }
        left -= read;
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a refused body broke off", e);
    }
  }

  private cairn.http.Response answer(Request request) {
    try {
      return dispatcher.dispatch(parts(request), admission);
    } catch (CloudException e) {
      return PlainErrors.FORM.render(e, "");
    }
  }

  private cairn.http.Request.Parts parts(Request request) {
    var uri = request.getHttpURI();
    var query = uri.getQuery();
    return new cairn.http.Request.Parts(
        request.getMethod(),
        uri.getPath() == null ? "/" : uri.getPath(),
        Query.parse(query == null ? "" : query),
        headers(request),
        uri.getScheme() + "://" + uri.getAuthority(),
        Request.getRemoteAddr(request),
        () -> Paced.input(Content.Source.asInputStream(request), limits));
  }

  private static Headers headers(Request request) {
    return name -> request.getHeaders().getValuesList(name);
  }

  private void send(
      Request request, Response response, Callback callback, cairn.http.Response answer)
      throws IOException {
    response.setStatus(answer.status());
    for (var header : answer.headers()) {
      response.getHeaders().add(header.name(), header.value());
    }
    var headOnly = request.getMethod().equals("HEAD");
    switch (answer.body()) {
      case cairn.http.Response.Body.None() -> {
        if (answer.status() != 204 && answer.status() != 304 && !headOnly) {
          response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        }
        response.write(true, null, callback);
      }
      case cairn.http.Response.Body.Bytes(var bytes) -> {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        response.write(true, headOnly ? null : bytes.slice(), callback);
      }
      case cairn.http.Response.Body.Stream(var length, var writer) -> {
        if (length >= 0) {
          response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        if (headOnly) {
          response.write(true, null, callback);
          return;
        }
        try (var out = Paced.output(Content.Sink.asOutputStream(response), limits)) {
          writer.write(out);
        } catch (IOException | RuntimeException e) {
          // The header is out: cutting the connection is the only way to say that it failed.
          LOG.log(System.Logger.Level.INFO, "an answer broke off", e);
          callback.failed(e);
          return;
        }
        callback.succeeded();
      }
    }
  }

  private void upgrade(SocketRoute route, Request request, Response response, Callback callback)
      throws IOException {
    SocketListener listener;
    try {
      var parts = parts(request);
      listener =
          route
              .acceptor()
              .accept(
                  new SocketRoute.Handshake(parts.query(), parts.headers(), parts.remoteAddress()));
    } catch (CloudException e) {
      send(request, response, callback, PlainErrors.FORM.render(e, ""));
      return;
    }
    var upgraded =
        container.upgrade(
            (upgradeRequest, upgradeResponse, _) -> {
              upgradeRequest.getSubProtocols().stream()
                  .filter(route.subprotocols()::contains)
                  .findFirst()
                  .ifPresent(upgradeResponse::setAcceptedSubProtocol);
              return new JettySocket(listener);
            },
            request,
            response,
            callback);
    if (!upgraded) {
      Response.writeError(request, response, callback, 404);
    }
  }
}
