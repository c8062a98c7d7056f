package cairn.bench.floor;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as the cloud has it, with a handler that sends the same bytes to whatever is asked. */
final class BareServer {
  private BareServer() {}

  /** Starts one, for as long as the process lives; the port. */
  static int start(List<String> header, byte[] body) throws Exception {
    var threads = new QueuedThreadPool(64, 4);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Same(header, body));
    server.start();
    return connector.getLocalPort();
  }

  private static final class Same extends Handler.Abstract {
    private final List<String> header;
    private final byte[] body;

    Same(List<String> header, byte[] body) {
      this.header = header;
      this.body = body;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(200);
      for (var field : header) {
        var colon = field.indexOf(':');
        response.getHeaders().add(field.substring(0, colon), field.substring(colon + 1).strip());
      }
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
