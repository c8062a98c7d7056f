package cairn.bench.row;

import cairn.bench.floor.StatementLog;
import cairn.bench.load.Message;
import cairn.bench.load.Wire;
import cairn.bench.table.Line;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that reads, against its floor: a bare handler that sends the same bytes, the same SQL
 * alone, and Jackson writing the same document.
 */
record ReadRow(
    String name, String work, String service, Path path, double ratioMax, String reference)
    implements Row {
  /** Fields that Jetty writes by itself, for the bare handler too. */
  private static final Set<String> OWN_FIELDS =
      Set.of("content-length", "date", "connection", "transfer-encoding");

  /** The path below the service's endpoint, with what it needs made first. */
  @FunctionalInterface
  interface Path {
    String of(Fixture fixture) throws IOException;
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var url = run.api().url(service, path.of(run.fixture()));
    var headers = headers(run);
    var request = Message.of("GET", url, headers);
    var options = run.options();
    var one = run.load(url, 1, 200).during(options.time(), _ -> request);
    var many = run.load(url, options.clients(), 200).during(options.time(), _ -> request);
    var line = Line.of("%s, %d clients".formatted(work, options.clients()), many, reference);
    return List.of(
        Line.of(work + ", 1 client", one, ""),
        run.floors().isEmpty()
            ? line
            : compared(run, url, headers, request, many.cpuMillis(), line));
  }

  private Line compared(
      Run run, URI url, Map<String, String> headers, byte[] request, double cpuMillis, Line line)
      throws IOException {
    try (var wire = new Wire(url)) {
      List<cairn.bench.floor.Statement.Unit> units;
      try (var log = new StatementLog(run.local().orElseThrow())) {
        units = log.of(() -> wire.exchange(request));
      }
      wire.exchange(request);
      var fields =
          wire.head().lines().skip(1).filter(field -> !OWN_FIELDS.contains(nameOf(field))).toList();
      var floor = run.floors().orElseThrow().of(url, headers, fields, wire.body(), units);
      var ratio = cpuMillis / floor.millis();
      var statements = units.stream().mapToInt(unit -> unit.statements().size()).sum();
      var parts =
          "%s = http %s + json %s + sql %s (%d)"
              .formatted(
                  Line.number(floor.millis()),
                  Line.number(floor.http()),
                  Line.number(floor.json()),
                  Line.number(floor.sql()),
                  statements);
      return line.with(
          parts, Line.number(ratio), "at most " + ratioMax, Optional.of(ratio <= ratioMax));
    }
  }

  private Map<String, String> headers(Run run) {
    var headers = new LinkedHashMap<>(run.api().headers(service));
    if (service.equals("identity")) {
      headers.put("X-Subject-Token", run.api().token());
    }
    return headers;
  }

  private static String nameOf(String field) {
    return field.substring(0, Math.max(0, field.indexOf(':'))).toLowerCase(java.util.Locale.ROOT);
  }
}
