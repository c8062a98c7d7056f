package cairn.network;

import cairn.common.Time;
import cairn.http.Routes;
import cairn.network.floatingip.FloatingIp;
import cairn.network.floatingip.FloatingIpApi;
import cairn.network.info.AvailabilityApi;
import cairn.network.info.InfoApi;
import cairn.network.info.TagApi;
import cairn.network.network.Network;
import cairn.network.network.NetworkApi;
import cairn.network.port.Port;
import cairn.network.port.PortApi;
import cairn.network.quota.QuotaApi;
import cairn.network.router.Router;
import cairn.network.router.RouterApi;
import cairn.network.securitygroup.SecurityGroup;
import cairn.network.securitygroup.SecurityGroupApi;
import cairn.network.securitygroup.SecurityGroupRuleApi;
import cairn.network.subnet.Subnet;
import cairn.network.subnet.SubnetApi;
import cairn.network.subnetpool.SubnetPool;
import cairn.network.subnetpool.SubnetPoolApi;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Noun;
import cairn.network.wire.NounRoutes;
import cairn.network.wire.Shape;
import cairn.network.wire.Standard;
import cairn.policy.Rule;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The service's route table, noun by noun. */
final class NetworkRoutes {
  private final Routes routes = new Routes("network", "/network", NetworkErrors.FORM);
  private final List<Shape> shapes = new ArrayList<>();
  private final NetworkModule module;
  private final Database database;
  private final Time time;
  private final NetworkSettings settings;

  NetworkRoutes(NetworkModule module, Database database, Time time, NetworkSettings settings) {
    this.module = module;
    this.database = database;
    this.time = time;
    this.settings = settings;
  }

  Routes table() {
    var zone = settings.zone();
    noun(new NetworkApi(module.networks(), zone), Network::standard);
    noun(
        new SubnetApi(module.subnets(), module.networks(), module.subnetPools()), Subnet::standard);
    noun(new SubnetPoolApi(module.subnetPools()), SubnetPool::standard);
    noun(new PortApi(module.ports(), module.networks(), module.securityGroups()), Port::standard);
    noun(new SecurityGroupApi(module.securityGroups()), SecurityGroup::standard);
    noun(new SecurityGroupRuleApi(module.securityGroups()));
    var routers = new RouterApi(module.routers(), database, zone);
    noun(routers, Router::standard);
    routers.declare(routes);
    noun(new FloatingIpApi(module.floatingIps()), FloatingIp::standard);
    alsoAsks(NetworkApi.RULES);
    alsoAsks(PortApi.RULES);
    alsoAsks(RouterApi.RULES);
    new QuotaApi(module.quotas(), database).declare(routes);
    new AvailabilityApi(database).declare(routes);
    new InfoApi(shapes, zone, module::agentsNow).declare(routes);
    return routes;
  }

  private <T> void noun(Noun<T> noun) {
    NounRoutes.declare(routes, database, noun);
    alsoAsks(noun.shape().rules());
    shapes.add(noun.shape());
  }

  private void alsoAsks(List<Rule> rules) {
    routes.alsoAsks(rules.toArray(new Rule[0]));
  }

  /** One that has tags. */
  private <T> void noun(Noun<T> noun, Function<T, Standard> standard) {
    noun(noun);
    new TagApi<>(database, time, noun, standard).declare(routes);
  }
}
