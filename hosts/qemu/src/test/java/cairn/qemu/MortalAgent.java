package cairn.qemu;

import cairn.agent.GuestRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A process that starts a guest and then waits to be killed. */
final class MortalAgent {
  private MortalAgent() {}

  public static void main(String[] arguments) {
    try {
      startGuest(arguments);
      System.out.println("started");
      Thread.sleep(600_000);
    } catch (Exception e) {
      System.err.println(e);
    }
    Runtime.getRuntime().halt(1); // the server of images has threads that would keep it alive
  }

  private static void startGuest(String[] arguments) throws Exception {
    var server = UUID.fromString(arguments[2]);
    var host = new GuestHost(Path.of(arguments[0]), arguments[1]);
    host.hypervisor.recover(changed -> {});
    var spec = host.spec(server, true, List.of(GuestHost.nic(1)), Map.of());
    host.hypervisor.keep(new GuestRecord(spec, 0, true, Set.of(GuestHost.nic(1).port()), "", ""));
    host.hypervisor.prepare(spec, GuestHost.PROGRESS);
    var taps = new LinkedHashMap<UUID, String>();
    var nic = spec.nics().getFirst();
    taps.put(nic.port(), host.network.plug(nic, host.hypervisor.owner(server)));
    host.hypervisor.start(spec, taps);
  }
}
