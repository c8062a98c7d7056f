package cairn.simulation;

import cairn.invariants.Invariants;
import cairn.sql.ThrowAwayPostgres;
import cairn.testkit.FakeTime;
import cairn.testkit.SeededEntropy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One run. */
final class Simulation implements AutoCloseable {
  private static final int HOSTS = 3;
  private static final int STEPS_TO_REST_MAX = 40_000;
  private static final Duration REST_MAX = Duration.ofMinutes(10);

  private final SplittableRandom random;
  private final FakeTime time = new FakeTime();
  private final Faults faults = new Faults();
  private final Template template = Template.made();
  private final cairn.sql.DatabaseConfig config;
  private final Sql sql;
  private final Scheduler scheduler;
  private final Server server;
  private final List<Host> hosts = new ArrayList<>();
  private final List<Tenant> tenants = new ArrayList<>();
  private final Requests requests = new Requests();
  private final Map<String, Integer> events = new LinkedHashMap<>();
  private final List<String> trace = new ArrayList<>();
  private final double faultShare;
  private int downFor;

  Simulation(long seed) {
    random = new SplittableRandom(seed);
    config = ThrowAwayPostgres.copy(template.config());
    sql = new Sql(config);
    scheduler = new Scheduler(time, random.split());
    server =
        new Server(
            Sql.onFakeClock(config),
            template.folder(),
            new Clock(time),
            new SeededEntropy(seed),
            scheduler,
            faults);
    for (var number = 1; number <= HOSTS; number++) {
      hosts.add(new Host(number, server, scheduler, random.split(), time));
    }
    template
        .accounts()
        .forEach(account -> tenants.add(new Tenant(account, server, random.split())));
    faultShare = List.of(0.0, 0.02, 0.05, 0.15).get(random.nextInt(4));
    var repeated = random.nextInt(3) == 0 ? 0.2 : 0;
    hosts.forEach(host -> host.repeating(repeated));
  }

  /** What happened, how often. */
  Map<String, Integer> events() {
    events.putAll(requests.answers());
    return events;
  }

  /** Each step in its order. */
  List<String> trace() {
    return trace;
  }

  /** Runs so many steps, lets the cloud come to rest, checks, takes all away and checks again. */
  void run(int steps) throws SQLException {
    server.start();
    hosts.forEach(Host::startAgent);
    hosts.forEach(host -> host.failing(faultShare));
    for (var step = 0; step < steps; step++) {
      step();
    }
    settle("after the run");
    check();
    tearDown();
    settle("after all was deleted");
    checkNothingIsLeft();
  }

  private void step() throws SQLException {
    sql.clock(time.now());
    if (faults.isDown() && --downFor <= 0) {
      faults.down(false);
      note("PostgreSQL is back");
    }
    if (!server.lives()) {
      time.advance(Duration.ofMillis(500));
      if (random.nextInt(3) == 0) {
        guarded("start", server::start);
      }
      return;
    }
    var drawn = random.nextInt(100);
    if (drawn < 25) {
      var tenant = tenants.get(random.nextInt(tenants.size()));
      guarded("request", () -> requests.one(tenant));
    } else if (drawn < 92) {
      for (var some = 1 + random.nextInt(6); some > 0 && server.lives(); some--) {
        guarded("step", this::background);
      }
    } else if (drawn < 98) {
      scheduler.idle(Duration.ofSeconds(2));
    } else if (faultShare > 0) {
      disturb();
    }
  }

  private void background() {
    var name = scheduler.step();
    if (name == null) {
      scheduler.idle(Duration.ofSeconds(2));
    } else {
      trace.add(name);
    }
  }

  private void guarded(String what, Runnable step) {
    if (random.nextDouble() < faultShare) {
      var kinds = Faults.Kind.values();
      faults.plan(kinds[1 + random.nextInt(kinds.length - 1)], random);
    }
    try {
      step.run();
    } catch (ServerDied death) {
      server.die();
      note("server died: " + death.getMessage());
    } catch (cairn.common.CloudException refused) {
      note(what + " refused: " + refused.getMessage());
      if (what.equals("start")) {
        server.die();
      }
    }
    var struck = faults.settle();
    if (!struck.isEmpty()) {
      note("fault " + struck);
    }
    if (faults.isDown() && downFor <= 0) {
      downFor = 1 + random.nextInt(4);
    }
    if (what.equals("request")) {
      trace.add(requests.last());
    }
  }

  private void note(String event) {
    events.merge(event, 1, Integer::sum);
    trace.add("* " + event);
  }

  private void disturb() {
    var host = hosts.get(random.nextInt(hosts.size()));
    switch (random.nextInt(7)) {
      case 0 -> {
        server.die();
        note("server killed");
      }
      case 1, 2 -> {
        host.breakStream();
        note("stream broken");
      }
      case 3 -> {
        if (host.powered()) {
          host.startAgent();
          note("agent restarted");
        }
      }
      case 4 -> {
        host.losePower();
        note("host lost power");
      }
      case 5 -> {
        hosts.stream().filter(off -> !off.powered()).forEach(Host::startAgent);
        note("hosts on again");
      }
      default -> {
        host.crashOne();
        note("guest crashed");
      }
    }
  }

  /** No more faults; everything that was begun comes to its end. */
  private void settle(String when) throws SQLException {
    faults.down(false);
    hosts.forEach(host -> host.failing(0));
    if (!server.lives()) {
      server.die();
      server.start();
    }
    hosts.stream().filter(host -> !host.powered()).forEach(Host::startAgent);
    var limit = time.now().plus(REST_MAX);
    var restless = List.of("not looked at");
    for (var step = 0; step < STEPS_TO_REST_MAX && time.now().isBefore(limit); step++) {
      @Nullable String name = scheduler.step();
      if (name == null) {
        scheduler.idle(Duration.ofSeconds(1));
        sql.clock(time.now());
        if (hosts.stream().allMatch(Host::connected)) {
          restless = Invariants.unsettled(sql.connection());
          if (restless.isEmpty() && ++quiet > 40) {
            quiet = 0;
            return;
          }
        }
        quiet = restless.isEmpty() ? quiet : 0;
      } else {
        trace.add(name);
      }
    }
    throw new AssertionError(when + " the cloud does not come to rest: " + restless);
  }

  private int quiet;

  private void check() throws SQLException {
    var broken = new ArrayList<>(Invariants.broken(sql.connection()));
    for (var tenant : tenants) {
      var others = tenants.stream().filter(other -> other != tenant).toList();
      broken.addAll(Checks.promises(tenant, others));
    }
    broken.addAll(Guests.asWanted(sql, hosts));
    if (!broken.isEmpty()) {
      throw new AssertionError(String.join("\n  ", broken));
    }
  }

  private void tearDown() {
    for (var kind :
        List.of(
            Kind.SERVER,
            Kind.FLOATING_IP,
            Kind.ROUTER,
            Kind.PORT,
            Kind.NETWORK,
            Kind.SECURITY_GROUP,
            Kind.IMAGE)) {
      for (var tenant : tenants) {
        var list = tenant.api().get(kind.list());
        for (var item : list.body().path(kind.plural())) {
          if (!Leftovers.keeps(tenant, kind, item)) {
            var answer = tenant.api().delete(kind.path() + "/" + item.path("id").asString());
            if (!answer.good() && answer.status() != 404) {
              throw new AssertionError("cannot be deleted: " + item + ": " + answer.text());
            }
          }
        }
      }
      if (kind == Kind.SERVER) {
        try {
          settle("after the servers were deleted");
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void checkNothingIsLeft() throws SQLException {
    var broken = new ArrayList<>(Invariants.broken(sql.connection()));
    broken.addAll(Leftovers.found(sql, hosts));
    if (!broken.isEmpty()) {
      throw new AssertionError("after all was deleted: " + String.join("\n  ", broken));
    }
  }

  @Override
  public void close() {
    server.die();
    sql.close();
    ThrowAwayPostgres.drop(config);
  }
}
