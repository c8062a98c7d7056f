package cairn.bench.row;

import cairn.bench.load.Message;
import cairn.bench.load.Wire;
import cairn.bench.table.Line;
import cairn.common.Json;
import cairn.common.Time;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One client that creates a server and looks until it is ACTIVE, again and again. */
record AloneRow() implements Row {
  private static final int WARM = 100;
  private static final int TIMES = 100;
  private static final double MILLIS_MAX = 30;

  @Override
  public String name() {
    return "server-alone";
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var millis = new double[TIMES];
    for (var i = -WARM; i < TIMES; i++) {
      var took = once(run);
      if (i >= 0) {
        millis[i] = took;
      }
    }
    Arrays.sort(millis);
    var median = millis[TIMES / 2];
    return List.of(
        new Line(
            "one client alone, create a server until ACTIVE",
            "",
            Line.number(median),
            Line.number(millis[TIMES - 2]),
            "",
            "",
            String.format(Locale.ROOT, "%.1f ms", median),
            "under 30 ms",
            Optional.of(median < MILLIS_MAX),
            "3.65 s"));
  }

  private static double once(Run run) throws IOException {
    var servers = run.api().url("compute", "/servers");
    var headers = run.api().headers("compute");
    var create = Message.of("POST", servers, headers, run.fixture().serverBody("bench-alone"));
    try (var wire = new Wire(servers)) {
      var from = Time.system().nanos();
      var status = wire.exchange(create);
      if (status != 202) {
        throw new IOException("a server was not created: " + status);
      }
      var id = Json.MAPPER.readTree(wire.body()).at("/server/id").asString();
      var show = Message.of("GET", run.api().url("compute", "/servers/" + id), headers);
      String now;
      do {
        wire.exchange(show);
        now = Json.MAPPER.readTree(wire.body()).at("/server/status").asString();
      } while (now.equals("BUILD"));
      if (!now.equals("ACTIVE")) {
        throw new IOException("a server became " + now);
      }
      return (Time.system().nanos() - from) / 1e6;
    }
  }
}
