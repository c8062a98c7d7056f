package cairn.network.floatingip;

import cairn.http.Request;
import cairn.network.address.IpAddress;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Target;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.UUID;

/** Floating IPs on the wire. */
public final class FloatingIpApi implements Noun<FloatingIp> {
  private final FloatingIps floatingIps;

  public FloatingIpApi(FloatingIps floatingIps) {
    this.floatingIps = floatingIps;
  }

  @Override
  public Shape shape() {
    return FloatingIpJson.SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return FloatingIpJson.POLICY;
  }

  @Override
  public ListPage<FloatingIp> list(
      Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return floatingIps.list(tx, sight, wanted);
  }

  @Override
  public FloatingIp load(Transaction tx, Sight sight, String id, boolean lock) {
    return floatingIps.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(FloatingIp floating) {
    return floating.id().value();
  }

  @Override
  public Target target(FloatingIp floating) {
    return Target.ofProject(floating.projectId());
  }

  @Override
  public FloatingIp create(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    return floatingIps.create(
        tx,
        sight,
        new NewFloatingIp(
            input.project().orElse(sight.project()),
            input.text("description").orElse(""),
            input.text("floating_network_id").orElse(""),
            input.text("subnet_id"),
            input.text("floating_ip_address").flatMap(IpAddress::parse),
            input.text("port_id"),
            input.text("fixed_ip_address").flatMap(IpAddress::parse)));
  }

  @Override
  public FloatingIp update(Transaction tx, Request request, FloatingIp floating, Input input) {
    return floatingIps.update(tx, Sight.of(request.caller()), floating, input);
  }

  @Override
  public void delete(Transaction tx, Request request, FloatingIp floating) {
    floatingIps.delete(tx, floating);
  }

  @Override
  public void write(FloatingIp floating, JsonOut out, Request request) {
    FloatingIpJson.write(floating, out);
  }
}
