package cairn.app;

import cairn.network.ExternalNetwork;
import cairn.ovn.DataPlaneConfig;
import java.util.ArrayList;
import java.util.List;

/** The external network's addresses on this machine, from the settings or the defaults. */
final class ExternalAddresses {
  private ExternalAddresses() {}

  /** The network that is made at the first start. */
  static ExternalNetwork network(Settings settings, String project) {
    var usual = ExternalNetwork.usual(project);
    var external = settings.externalNetwork();
    return new ExternalNetwork(
        external.flatMap(Settings.ExternalNetwork::name).orElse(usual.name()),
        project,
        usual.physicalNetwork(),
        external.flatMap(Settings.ExternalNetwork::cidr).orElse(usual.cidr()),
        external.flatMap(Settings.ExternalNetwork::gateway).orElse(usual.gateway()),
        external.flatMap(Settings.ExternalNetwork::poolStart).orElse(usual.first()),
        external.flatMap(Settings.ExternalNetwork::poolEnd).orElse(usual.last()),
        usual.cidrSix(),
        usual.gatewaySix());
  }

  /** What the data plane's namespace itself has there, in CIDR form. */
  static List<String> gateways(Settings settings) {
    var external = settings.externalNetwork();
    var cidr = external.flatMap(Settings.ExternalNetwork::cidr);
    if (cidr.isEmpty()) {
      return DataPlaneConfig.DEFAULT_GATEWAY_ADDRESSES;
    }
    var gateways = new ArrayList<String>();
    external
        .flatMap(Settings.ExternalNetwork::gateway)
        .ifPresent(
            gateway -> gateways.add(gateway + cidr.get().substring(cidr.get().indexOf('/'))));
    gateways.add(DataPlaneConfig.DEFAULT_GATEWAY_ADDRESSES.getLast());
    return gateways;
  }
}
