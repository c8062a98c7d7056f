package cairn.bench.row;

import cairn.bench.load.Message;
import cairn.bench.load.Wire;
import cairn.bench.table.Line;
import cairn.common.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Validations of a token while others guess passwords as fast as they can. The guessers are turned
 * away soon, and each of them still costs a request: so the share that is left is what is measured.
 * It comes last, for whoever logs in from the same address is turned away for a minute after it.
 */
record StormRow() implements Row {
  private static final double SHARE_MIN = 0.25;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var url = run.api().url("identity", "/auth/tokens");
    var headers = new LinkedHashMap<>(run.api().headers("identity"));
    headers.put("X-Subject-Token", run.api().token());
    var validate = Message.of("GET", url, headers);
    var options = run.options();
    var load = run.load(url, options.clients(), 200);
    var alone = load.during(options.time(), _ -> validate);
    var guesses = new LongAdder();
    var over = new AtomicBoolean();
    var guessers = new ArrayList<Thread>();
    for (var i = 0; i < options.clients(); i++) {
      var number = i;
      guessers.add(Thread.ofPlatform().start(() -> guess(run, number, guesses, over)));
    }
    try {
      var beside = load.during(options.time(), _ -> validate);
      var share = beside.rate() / alone.rate();
      return List.of(
          Line.of(
                  "validate a token, %d clients, while as many guess passwords"
                      .formatted(options.clients()),
                  beside,
                  "")
              .with(
                  "alone: " + Line.number(alone.rate()) + "/s",
                  Line.number(share),
                  "at least " + SHARE_MIN,
                  Optional.of(share >= SHARE_MIN && beside.failures() == 0 && guesses.sum() > 0)));
    } finally {
      over.set(true);
      guessers.forEach(StormRow::join);
    }
  }

  /** Each for a user of another name, who is not there. */
  private static void guess(Run run, int number, LongAdder guesses, AtomicBoolean over) {
    try {
      var url = run.api().url("identity", "/auth/tokens");
      try (var wire = new Wire(url)) {
        while (!over.get()) {
          var status = wire.exchange(Message.of("POST", url, Map.of(), wrong(number, guesses)));
          if (status != 401 && status != 429) {
            throw new IOException("a wrong password was answered " + status);
          }
          guesses.increment();
        }
      }
    } catch (IOException e) {
      guesses.reset();
      over.set(true);
    }
  }

  private static String wrong(int number, LongAdder guesses) {
    var body = Json.object();
    var identity = body.putObject("auth").putObject("identity");
    identity.putArray("methods").add("password");
    var user = identity.putObject("password").putObject("user");
    user.put("name", "guessed-" + number).put("password", "guess " + guesses.sum());
    user.putObject("domain").put("id", "default");
    return Json.write(body);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
