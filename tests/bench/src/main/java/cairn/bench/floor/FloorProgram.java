package cairn.bench.floor;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.identity.password.Passwords;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The process in which floors are measured: a line of JSON in says what to do, a line out says what
 * it came to. It ends with its input.
 */
final class FloorProgram {
  private FloorProgram() {}

  /**
   * An order.
   *
   * @param work which of the floors
   * @param millis for how long, after a warm-up
   * @param threads how many do it at once
   */
  record Order(
      Work work,
      long millis,
      int threads,
      byte[] body,
      List<String> header,
      String socket,
      String database,
      List<Statement.Unit> units,
      Writes writes) {}

  enum Work {
    SERVE,
    JSON,
    SQL,
    HASH,
    WRITE
  }

  /**
   * @param port where the bare handler answers, for SERVE
   * @param count how often the work was done
   * @param all the same, with the warm-up
   */
  record Outcome(int port, long count, long all, double seconds, double cpuMillis) {}

  public static void main(String[] arguments) throws Exception {
    var out = System.out;
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        out.println(Json.write(obey(Json.read(line, Order.class))));
        out.flush();
      }
    } catch (Exception e) {
      System.getLogger(FloorProgram.class.getName())
          .log(System.Logger.Level.ERROR, "the floor was not measured", e);
      System.exit(1); // its servers would keep it
    }
  }

  private static Outcome obey(Order order) throws Exception {
    return switch (order.work()) {
      case SERVE -> new Outcome(BareServer.start(order.header(), order.body()), 0, 0, 0, 0);
      case JSON -> Repeated.run(order, () -> writer(order.body()));
      case HASH -> Repeated.run(order, FloorProgram::hasher);
      case WRITE -> {
        Rewrite.prepare(order);
        yield Repeated.run(order, () -> new Rewrite(order));
      }
      case SQL -> Repeated.run(order, () -> new Replay(order));
    };
  }

  private static Repeated.Task hasher() {
    var passwords = new Passwords(Entropy.system());
    return () -> passwords.matches("a secret of nobody's", Optional.empty());
  }

  private static Repeated.Task writer(byte[] body) throws IOException {
    var document = Json.MAPPER.readTree(body);
    return () -> {
      if (Json.MAPPER.writeValueAsBytes(document).length == 0) {
        throw new IllegalStateException("nothing was written");
      }
    };
  }
}
