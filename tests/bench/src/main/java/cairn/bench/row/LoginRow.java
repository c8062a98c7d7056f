package cairn.bench.row;

import cairn.bench.load.Message;
import cairn.bench.table.Line;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A login by password, against the hash alone. */
record LoginRow() implements Row {
  private static final double RATIO_MAX = 1.1;

  @Override
  public String name() {
    return "login";
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var url = run.api().url("identity", "/auth/tokens");
    var request = Message.of("POST", url, Map.of(), run.api().loginBody());
    var options = run.options();
    var measured = run.load(url, options.clients(), 201).during(options.time(), _ -> request);
    var line =
        Line.of(
            "login by password, %d clients".formatted(options.clients()),
            measured,
            "3.3/s at 1 client, 6.3/s at 8 (bcrypt)");
    if (run.floors().isEmpty()) {
      return List.of(line);
    }
    var floor = run.floors().get().hash();
    var ratio = measured.cpuMillis() / floor;
    return List.of(
        line.with(
            Line.number(floor) + " = the hash",
            Line.number(ratio),
            "at most " + RATIO_MAX,
            Optional.of(ratio <= RATIO_MAX)));
  }
}
