package cairn.bench.row;

import cairn.bench.cloud.Api;
import cairn.bench.cloud.LocalCloud;
import cairn.bench.cloud.Pause;
import cairn.bench.floor.Floors;
import cairn.bench.load.Load;
import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the rows of one run share.
 *
 * @param local the cloud, when it is ours
 * @param floors where floors are measured; only of a cloud of ours
 */
public record Run(
    Options options,
    Api api,
    Fixture fixture,
    Optional<LocalCloud> local,
    Optional<Floors> floors) {

  private static final Duration HOSTS_MAX = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Processor time in milliseconds that the cloud has used so far; 0 where it is not known. */
  public double cpuMillis() {
    return local.map(own -> own.processes().cpuMillis()).orElse(0.0);
  }

  /**
   * Has a cloud of ours be up with that many simulated hosts, and with no other that it still takes
   * for one that is up: what would be placed there would never become anything.
   */
  public void ensureHosts(int hosts) throws IOException {
    if (local.isEmpty()) {
      return;
    }
    local.get().ensure(hosts);
    var from = Time.system().nanos();
    while (hosts > 0 && hostsUp() != hosts) {
      if (Time.system().nanos() - from > HOSTS_MAX.toNanos()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE, "There are not %d hosts up.".formatted(hosts));
      }
      Pause.of(LOOK_EVERY);
    }
  }

  private int hostsUp() {
    var up = 0;
    for (var service : api.get("compute", "/os-services?binary=nova-compute").path("services")) {
      up += service.path("state").asString().equals("up") ? 1 : 0;
    }
    return up;
  }

  /** A load on one of the cloud's services. */
  public Load load(URI url, int clients, int statusWanted) {
    return new Load(url, clients, statusWanted, this::cpuMillis);
  }
}
