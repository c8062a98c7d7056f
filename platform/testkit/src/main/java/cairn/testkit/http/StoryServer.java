package cairn.testkit.http;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Authenticator;
import cairn.http.Dispatcher;
import cairn.http.HttpServer;
import cairn.http.Routes;
import cairn.http.SocketRoute;
import cairn.http.Telemetry;
import cairn.policy.Audit;
import cairn.policy.Policy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Some services behind a real HTTP server on a free port of the loopback. */
public final class StoryServer implements AutoCloseable {
  private final List<Audit.Event> audited = new CopyOnWriteArrayList<>();
  private final List<Routes> tables;
  private final HttpServer server;

  /** Serves these with {@link FakeTokens}. */
  public StoryServer(Routes... tables) {
    this(new FakeTokens(), List.of(), tables);
  }

  /** Serves these, and these sockets, with tokens of that kind. */
  public StoryServer(Authenticator authenticator, List<SocketRoute> sockets, Routes... tables) {
    this.tables = List.of(tables);
    var dispatcher =
        new Dispatcher(
            this.tables,
            policy(tables),
            authenticator,
            audited::add,
            new Telemetry(),
            Entropy.system(),
            Time.system(),
            "Keystone uri=\"%s/identity\"");
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new HttpServer(
            new HttpServer.Settings(address, Optional.empty(), false), dispatcher, sockets);
    server.start();
  }

  /** The default policy of these services. */
  public static Policy policy(Routes... tables) {
    return new Policy(
        List.of(tables).stream().flatMap(table -> table.rules().stream()).distinct().toList(),
        Map.of());
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** What was audited so far. */
  public List<Audit.Event> audited() {
    return audited;
  }

  /** The tables that are served. */
  public List<Routes> tables() {
    return tables;
  }

  @Override
  public void close() {
    server.close();
  }
}
