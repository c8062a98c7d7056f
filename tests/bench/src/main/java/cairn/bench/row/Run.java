package cairn.bench.row;

import cairn.bench.cloud.Api;
import cairn.bench.cloud.LocalCloud;
import cairn.bench.floor.Floors;
import cairn.bench.load.Load;
import java.net.URI;
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

  /** Processor time in milliseconds that the cloud has used so far; 0 where it is not known. */
  public double cpuMillis() {
    return local.map(own -> own.processes().cpuMillis()).orElse(0.0);
  }

  /** A load on one of the cloud's services. */
  public Load load(URI url, int clients, int statusWanted) {
    return new Load(url, clients, statusWanted, this::cpuMillis);
  }
}
