package cairn.http;

import cairn.common.CloudException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one HTTP server (Jetty): HTTP/1.1 and HTTP/2, TLS, WebSockets; each request on a virtual
 * thread of its own. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  /**
   * @param address where to listen
   * @param tls where it is not plain HTTP
   * @param trustForwarded whether {@code X-Forwarded-*} of a proxy in front is believed
   * @param limits of connections and of how slow they may be
   */
  public record Settings(
      InetSocketAddress address, Optional<SSLContext> tls, boolean trustForwarded, Limits limits) {
    /** With generous limits. */
    public Settings(InetSocketAddress address, Optional<SSLContext> tls, boolean trustForwarded) {
      this(address, tls, trustForwarded, Limits.GENEROUS);
    }
  }

  private static final int HEADER_BYTES_MAX = 32 << 10;
  private static final long IDLE_MILLIS = 75_000;
  private static final long STOP_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;
  private final Settings settings;
  private final SlowHeaders slowHeaders;

  /** A server that is not listening yet. */
  public HttpServer(Settings settings, Dispatcher dispatcher, List<SocketRoute> sockets) {
    this.settings = settings;
    // The few platform threads are selectors and acceptors; requests run on virtual ones.
    var threads = new QueuedThreadPool(64, 4);
    threads.setName("http");
    var virtual = Executors.newVirtualThreadPerTaskExecutor();
    threads.setVirtualThreadsExecutor(virtual);
    server = new Server(threads);
    server.setErrorHandler(new ServerErrors());
    slowHeaders = new SlowHeaders(settings.limits().headersMax());
    connector = connector(settings.address());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
    var graceful =
        new GracefulHandler(
            new JettyHandler(server, dispatcher, settings.limits(), sockets, virtual));
    server.setHandler(graceful);
    server.setStopTimeout(STOP_MILLIS);
  }

  /**
   * Starts to answer.
   *
   * @throws CloudException CONFLICT when the port is taken, with what to do
   */
  public void start() {
    try {
      server.start();
      slowHeaders.start();
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.CONFLICT,
          "Cannot listen on %s:%d: %s. Choose another with --port or --listen."
              .formatted(
                  settings.address().getHostString(), settings.address().getPort(), reason(e)),
          "",
          e);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start", e);
    }
  }

  /**
   * Answers on one more socket, one that is bound already (in another network namespace, say).
   * Plain HTTP.
   */
  public void listen(ServerSocketChannel bound) throws IOException {
    var more = new ServerConnector(server, plainFactories());
    more.setIdleTimeout(IDLE_MILLIS);
    more.addBean(slowHeaders);
    more.open(bound);
    server.addConnector(more);
    try {
      more.start();
    } catch (Exception e) {
      throw new IOException("cannot answer on " + bound, e);
    }
  }

  /** The port that is listened on; useful where 0 was asked for. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Lets the requests that are under way finish, for 10 seconds at most, and stops. */
  @Override
  public void close() {
    slowHeaders.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }

  private ServerConnector connector(InetSocketAddress address) {
    var made = new ServerConnector(server, 1, 1, factories());
    made.setHost(address.getAddress().getHostAddress());
    made.setPort(address.getPort());
    made.setIdleTimeout(IDLE_MILLIS);
    made.addBean(slowHeaders);
    made.setReuseAddress(true);
    return made;
  }

  private ConnectionFactory[] factories() {
    if (settings.tls().isEmpty()) {
      return plainFactories();
    }
    var configuration = configuration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    var http1 = new HttpConnectionFactory(configuration);
    var alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    var contexts = new SslContextFactory.Server();
    contexts.setSslContext(settings.tls().get());
    var ssl = new SslConnectionFactory(contexts, alpn.getProtocol());
    return new ConnectionFactory[] {
      ssl, alpn, new HTTP2ServerConnectionFactory(configuration), http1
    };
  }

  private ConnectionFactory[] plainFactories() {
    var configuration = configuration();
    return new ConnectionFactory[] {
      new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration)
    };
  }

  private HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(HEADER_BYTES_MAX);
    configuration.setResponseHeaderSize(HEADER_BYTES_MAX);
    if (settings.trustForwarded()) {
      configuration.addCustomizer(new ForwardedRequestCustomizer());
    }
    return configuration;
  }

  private static String reason(IOException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
