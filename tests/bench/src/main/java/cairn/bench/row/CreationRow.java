package cairn.bench.row;

import cairn.bench.cloud.Pause;
import cairn.bench.floor.Floors;
import cairn.bench.floor.WriteWatch;
import cairn.bench.load.Load;
import cairn.bench.load.Measured;
import cairn.bench.load.Message;
import cairn.bench.table.Line;
import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Things created one after the other by several clients, until all are what they shall be. */
abstract class CreationRow implements Row {
  /** Created before, so that the compiler is done. */
  private static final int WARM = 500;

  private static final int WATCHED = 50;

  /** A part of the whole: the first is compared with the last. */
  private static final int PARTS = 10;

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  /** How long nothing may come of what was asked for. */
  private static final Duration SETTLED_MAX = Duration.ofMinutes(5);

  abstract int clients();

  /** How many hosts there are when it counts; what one creation writes is seen with few. */
  int hostsMeasured(Options options) {
    return FEW_HOSTS;
  }

  abstract int total(Options options);

  abstract String service();

  abstract String path();

  abstract int status();

  abstract String body(Fixture fixture, String name);

  /** Whether none is still on its way. */
  abstract boolean settled(Run run);

  /** The rate that is wanted, given the floor's. */
  abstract double rateMin(double floor);

  abstract String target();

  abstract String work();

  abstract String reference();

  /** Whether the last ones have to be as cheap as the first. */
  abstract boolean evenly();

  @Override
  public List<Line> measure(Run run) throws IOException {
    var url = run.api().url(service(), path());
    var writes = Optional.<cairn.bench.floor.Writes>empty();
    if (run.local().isPresent()) {
      var cloud = run.local().get();
      create(run, url, 1, WATCHED);
      writes = Optional.of(new WriteWatch(cloud).of(WATCHED, () -> create(run, url, 1, WATCHED)));
      run.ensureHosts(hostsMeasured(run.options()));
      create(run, url, clients(), WARM);
    }
    var parts = new ArrayList<Measured>();
    var from = Time.system().nanos();
    for (var part = 0; part < PARTS; part++) {
      parts.add(create(run, url, clients(), Math.max(1, total(run.options()) / PARTS)));
    }
    var seconds = (Time.system().nanos() - from) / 1e9;
    var lines = new ArrayList<Line>();
    var whole = whole(parts, seconds);
    var line = Line.of(work(), whole, reference());
    if (writes.isEmpty() || run.floors().isEmpty()) {
      return List.of(line);
    }
    var floor = run.floors().get().writing(writes.get(), clients());
    lines.add(compared(line, whole, floor, writes.get()));
    if (evenly()) {
      var ratio = parts.getLast().cpuMillis() / parts.getFirst().cpuMillis();
      lines.add(
          Line.plain(
              "CPU of the last tenth by the first",
              Line.number(ratio),
              "at most 1.1",
              ratio <= 1.1));
    }
    return lines;
  }

  private Line compared(
      Line line, Measured whole, Floors.Writing floor, cairn.bench.floor.Writes writes) {
    return line.with(
        "%s = %d rows in %d commits, %s/s"
            .formatted(
                Line.number(floor.cpuMillis()),
                writes.rows(),
                writes.commits(),
                Line.number(floor.rate())),
        "CPU %s, rate %s of the floor's"
            .formatted(
                Line.number(whole.cpuMillis() / floor.cpuMillis()),
                Line.number(whole.rate() / floor.rate())),
        target(),
        Optional.of(whole.failures() == 0 && whole.rate() >= rateMin(floor.rate())));
  }

  private static Measured whole(List<Measured> parts, double seconds) {
    var requests = parts.stream().mapToLong(Measured::requests).sum();
    return new Measured(
        requests,
        parts.stream().mapToLong(Measured::failures).sum(),
        seconds,
        parts.stream().mapToDouble(Measured::p50Millis).average().orElse(0),
        parts.stream().mapToDouble(Measured::p99Millis).max().orElse(0),
        parts.stream().mapToDouble(part -> part.cpuMillis() * part.requests()).sum() / requests);
  }

  /** So many, until all have settled; the processor time until then. */
  private Measured create(Run run, URI url, int clients, int count) {
    var api = run.api();
    var fixture = run.fixture();
    var cpu = run.cpuMillis();
    var from = Time.system().nanos();
    Load load = run.load(url, clients, status());
    var measured =
        load.count(
            count,
            number ->
                Message.of(
                    "POST",
                    url,
                    api.headers(service()),
                    body(fixture, "bench-" + Entropy.system().hexId())));
    var answered = Time.system().nanos();
    while (!settled(run)) {
      if (Time.system().nanos() - answered > SETTLED_MAX.toNanos()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE, "Not all of %s became ready.".formatted(path()));
      }
      Pause.of(LOOK_EVERY);
    }
    return new Measured(
        measured.requests(),
        measured.failures(),
        (Time.system().nanos() - from) / 1e9,
        measured.p50Millis(),
        measured.p99Millis(),
        (run.cpuMillis() - cpu) / Math.max(1, measured.requests()));
  }
}
