package cairn.simulated;

import cairn.common.Time;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets lines fall silent and hosts crash, now here, now there: one thread for each for all hosts.
 */
final class Weather implements AutoCloseable {
  private final List<SimulatedHost> hosts;
  private final Faults faults;
  private final Time time;
  private final Dice dice;
  private volatile boolean closed;

  Weather(List<SimulatedHost> hosts, Faults faults, Time time, Dice dice) {
    this.hosts = hosts;
    this.faults = faults;
    this.time = time;
    this.dice = dice;
  }

  void start() {
    begin("silences", faults.silentEvery(), host -> host.line().silence(faults.silentFor()));
    begin("crashes", faults.crashEvery(), host -> host.crash(faults.crashFor()));
  }

  private void begin(String name, Duration every, Consumer<SimulatedHost> fault) {
    if (every.isPositive() && !hosts.isEmpty()) {
      var between = every.dividedBy(hosts.size());
      Thread.ofVirtual().name("simulated-" + name).start(() -> repeat(between, fault));
    }
  }

  private void repeat(Duration between, Consumer<SimulatedHost> fault) {
    try {
      while (!closed) {
        time.sleep(dice.about(between));
        if (!closed) {
          fault.accept(hosts.get(dice.below(hosts.size())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
