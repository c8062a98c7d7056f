package cairn.compute.server;

/** What the hypervisor says of a guest, in Nova's numbers ({@code nova/compute/power_state.py}). */
final class PowerState {
  static final int NONE = 0;
  static final int RUNNING = 1;
  static final int PAUSED = 3;
  static final int SHUTDOWN = 4;

  private PowerState() {}
}
