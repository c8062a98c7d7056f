package cairn.bench.floor;

import cairn.bench.cloud.LocalCloud;
import cairn.bench.cloud.Processes;
import cairn.bench.load.Load;
import cairn.bench.load.Message;
import cairn.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures floors, in processor time in milliseconds, by means of a process of its own. */
public final class Floors implements AutoCloseable {
  /**
   * What the work costs at least.
   *
   * @param http the bare handler
   * @param sql the statements, in the client and in PostgreSQL
   * @param json writing the document
   */
  public record Floor(double http, double sql, double json) {
    /** All three. */
    public double millis() {
      return http + sql + json;
    }
  }

  private final LocalCloud cloud;
  private final int threads;
  private final Duration time;
  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  /** Starts the process, with the flags of the cloud's. */
  public Floors(LocalCloud cloud, int threads, Duration time) throws IOException {
    this.cloud = cloud;
    this.threads = threads;
    this.time = time;
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(cloud.jvmFlags());
    command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    command.add(FloorProgram.class.getName());
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * The floor of a request.
   *
   * @param request as the cloud gets it, headers and all
   * @param header of the cloud's answer
   * @param body of the cloud's answer
   * @param units the statements that the request runs
   */
  public Floor of(
      URI url,
      Map<String, String> request,
      List<String> header,
      byte[] body,
      List<Statement.Unit> units)
      throws IOException {
    return new Floor(http(url, request, header, body), sql(units), json(body));
  }

  /** Checking one password. */
  public double hash() throws IOException {
    var outcome = order(FloorProgram.Work.HASH, List.of(), new byte[0], List.of());
    return outcome.cpuMillis() / outcome.count();
  }

  private double http(URI url, Map<String, String> request, List<String> header, byte[] body)
      throws IOException {
    var port = order(FloorProgram.Work.SERVE, header, body, List.of()).port();
    var base = URI.create("http://127.0.0.1:" + port);
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var bytes = Message.of("GET", base.resolve(url.getRawPath() + query), request);
    var here = new Processes(() -> List.of(process.pid()));
    return new Load(base, threads, 200, here::cpuMillis).during(time, _ -> bytes).cpuMillis();
  }

  private double json(byte[] body) throws IOException {
    if (body.length == 0) {
      return 0;
    }
    var outcome = order(FloorProgram.Work.JSON, List.of(), body, List.of());
    return outcome.cpuMillis() / outcome.count();
  }

  private double sql(List<Statement.Unit> units) throws IOException {
    if (units.isEmpty()) {
      return 0;
    }
    var postgres = new Processes(() -> cloud.postgres().stream().toList());
    var before = postgres.cpuMillis();
    var outcome = order(FloorProgram.Work.SQL, List.of(), new byte[0], units);
    // PostgreSQL needs no warm-up: all is counted of it.
    return outcome.cpuMillis() / outcome.count() + (postgres.cpuMillis() - before) / outcome.all();
  }

  /**
   * The floor of a creation.
   *
   * @param rate creations in a second
   * @param cpuMillis of one, in the client and in PostgreSQL
   */
  public record Writing(double rate, double cpuMillis) {}

  /** The same rows in as many commits. */
  public Writing writing(Writes writes, int clients) throws IOException {
    var postgres = new Processes(() -> cloud.postgres().stream().toList());
    var before = postgres.cpuMillis();
    var outcome =
        order(FloorProgram.Work.WRITE, List.of(), new byte[0], List.of(), writes, clients);
    return new Writing(
        outcome.count() / outcome.seconds(),
        outcome.cpuMillis() / outcome.count() + (postgres.cpuMillis() - before) / outcome.all());
  }

  private FloorProgram.Outcome order(
      FloorProgram.Work work, List<String> header, byte[] body, List<Statement.Unit> units)
      throws IOException {
    return order(work, header, body, units, new Writes(0, List.of()), threads);
  }

  private FloorProgram.Outcome order(
      FloorProgram.Work work,
      List<String> header,
      byte[] body,
      List<Statement.Unit> units,
      Writes writes,
      int threads)
      throws IOException {
    var database = cloud.database("cairn");
    var socket = database.socket().map(Path::toString).orElse("");
    var order =
        new FloorProgram.Order(
            work, time.toMillis(), threads, body, header, socket, "cairn", units, writes);
    in.write(Json.write(order));
    in.write('\n');
    in.flush();
    var line = out.readLine();
    if (line == null) {
      throw new IOException("the floor's process has ended");
    }
    return Json.read(line, FloorProgram.Outcome.class);
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.destroy(); // its servers would keep it
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
