package cairn.guests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One who creates and deletes servers without end, whatever is killed. */
final class KillClient implements Runnable {
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

  private final String name;
  private final KilledApi api;
  private final Ledger ledger;
  private final Random random;
  private final Load load;
  private final List<String> live = new ArrayList<>();
  private volatile boolean stopped;
  private int count;
  private volatile boolean filled;

  /**
   * What it asks for.
   *
   * @param serversMax that it has at once
   * @param hosts on which they are to be
   * @param pause between two requests
   */
  record Load(int serversMax, List<String> hosts, String image, String network, Duration pause) {}

  KillClient(String name, KilledApi api, Ledger ledger, long seed, Load load) {
    this.name = name;
    this.api = api;
    this.ledger = ledger;
    this.random = new Random(seed);
    this.load = load;
  }

  void stop() {
    stopped = true;
  }

  /** Whether it has had as many as it may have. */
  boolean filled() {
    return filled;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        // Up to many, then down and up again.
        var full = live.size() >= load.serversMax();
        filled = filled || full;
        if (!full && (!filled || live.isEmpty() || random.nextInt(3) > 0)) {
          create();
        } else {
          delete(live.remove(random.nextInt(live.size())));
        }
        Thread.sleep(load.pause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void create() throws InterruptedException {
    var server = "%s-%d".formatted(name, ++count);
    var host = load.hosts().get(random.nextInt(load.hosts().size()));
    var answer =
        api.call(
            "POST",
            "/compute/v2.1/servers",
            """
            {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "kills", "host": "%s",
              "networks": [{"uuid": "%s"}]}}\
            """
                .formatted(server, load.image(), host, load.network()));
    switch (answer.status()) {
      case 202 -> {
        var id = answer.json().path("server").path("id").asString();
        ledger.created.add(id);
        live.add(id);
      }
      case KilledApi.UNKNOWN -> {
        ledger.maybeCreated.add(server);
        Thread.sleep(PAUSE_AFTER_TROUBLE);
      }
      default -> ledger.wrong.add("%s was refused: %s".formatted(server, answer));
    }
  }

  private void delete(String id) throws InterruptedException {
    var answer = api.call("DELETE", "/compute/v2.1/servers/" + id, "");
    ledger.created.remove(id);
    switch (answer.status()) {
      case 204 -> ledger.deleted.add(id);
      case KilledApi.UNKNOWN -> {
        ledger.maybeDeleted.add(id);
        Thread.sleep(PAUSE_AFTER_TROUBLE);
      }
      default -> ledger.wrong.add("%s cannot be deleted: %s".formatted(id, answer));
    }
  }
}
