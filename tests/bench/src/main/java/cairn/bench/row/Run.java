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

  /** A load on one of the cloud's services. */
  public Load load(URI url, int clients, int statusWanted) {
    return new Load(
        url,
        clients,
        statusWanted,
        () -> local.map(own -> own.processes().cpuMillis()).orElse(0.0));
  }
}
