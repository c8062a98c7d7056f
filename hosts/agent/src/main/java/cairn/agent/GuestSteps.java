package cairn.agent;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus.State;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * The way from what is to what is wanted, for one guest: each step ensures one thing and may be
 * repeated. A step that fails leaves nothing half-made but the disk.
 */
final class GuestSteps {
  private static final System.Logger LOG = System.getLogger(GuestSteps.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PRESS_AGAIN = Duration.ofSeconds(10);

  private final Hypervisor hypervisor;
  private final Ports ports;
  private final Semaphore starts;
  private final Duration shutdownMax;
  private final Time time;

  GuestSteps(
      Hypervisor hypervisor, Ports ports, Semaphore starts, Duration shutdownMax, Time time) {
    this.hypervisor = hypervisor;
    this.ports = ports;
    this.starts = starts;
    this.shutdownMax = shutdownMax;
    this.time = time;
  }

  /** What the steps need of the guest's worker. */
  interface Guest extends Hypervisor.Progress {
    GuestRecord record();

    /** Takes over a changed record and keeps it on the host. */
    void keep(GuestRecord record);

    /** Whether something newer is wanted that a polite shutdown only holds up. */
    boolean hurried();
  }

  void ensure(Guest guest) throws InterruptedException {
    switch (guest.record().spec().power()) {
      case RUNNING -> ensureRunning(guest);
      case STOPPED -> {
        ensureDisk(guest);
        ensureStopped(guest, false);
      }
      case ABSENT -> ensureAbsent(guest);
    }
  }

  /**
   * Keeps up what stands beside a guest that is as it was wanted: the ports of one that runs, which
   * the host's network may have lost, and none of one that has ended.
   */
  void tend(Guest guest) {
    if (!running(guest)) {
      unplugAll(guest);
      return;
    }
    for (var nic : guest.record().spec().nics()) {
      try {
        ports.plug(nic, hypervisor.owner(guest.record().server()));
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, () -> "port " + nic.port() + " is not plugged in", e);
      }
    }
  }

  /** Takes back what a failed step may have left half-made. */
  void undo(Guest guest) {
    if (!running(guest)) {
      hypervisor.kill(guest.record().server());
      unplugAll(guest);
    }
  }

  private void ensureRunning(Guest guest) throws InterruptedException {
    var spec = guest.record().spec();
    if (running(guest) && guest.record().boot() == GuestRecord.NEVER) {
      guest.keep(guest.record().started(spec.boot())); // its record was lost, but it runs
    }
    if (running(guest) && spec.boot() > guest.record().boot()) {
      ensureStopped(guest, spec.hardReboot());
    }
    if (running(guest)) {
      ensureNics(guest);
    } else {
      start(guest);
    }
  }

  private void ensureDisk(Guest guest) {
    if (hypervisor.state(guest.record().server()) == State.ABSENT
        || guest.record().boot() == GuestRecord.NEVER) {
      hypervisor.prepare(guest.record().spec(), guest);
    }
  }

  private void start(Guest guest) throws InterruptedException {
    var spec = guest.record().spec();
    hypervisor.prepare(spec, guest);
    guest.step("plugging ports");
    var wanted = spec.nics().stream().map(GuestSpec.Nic::port).collect(Collectors.toSet());
    var surplus = new HashSet<>(guest.record().ports());
    surplus.removeAll(wanted);
    ports.unplug(surplus);
    guest.keep(guest.record().plugged(wanted));
    var taps = ports.plugAll(spec, hypervisor.owner(spec.server()));
    guest.step("waiting for a turn to start");
    starts.acquire();
    try {
      guest.step("starting");
      // noted before, so that an agent killed in between does not start a second time
      guest.keep(guest.record().started(spec.boot()));
      hypervisor.start(spec, taps);
    } finally {
      starts.release();
    }
  }

  private void ensureNics(Guest guest) {
    var spec = guest.record().spec();
    var server = spec.server();
    var present = hypervisor.nics(server);
    var wanted = spec.nics().stream().map(GuestSpec.Nic::port).collect(Collectors.toSet());
    var surplus = new HashSet<>(guest.record().ports());
    surplus.addAll(present);
    surplus.removeAll(wanted);
    for (var port : surplus) {
      guest.step("unplugging a network interface");
      hypervisor.unplug(server, port);
      ports.unplug(Set.of(port));
    }
    guest.keep(guest.record().plugged(wanted));
    for (var nic : spec.nics()) {
      ports.ensureMetadata(nic);
      if (!present.contains(nic.port())) {
        guest.step("plugging a network interface");
        plug(server, nic);
      }
    }
  }

  private void plug(UUID server, GuestSpec.Nic nic) {
    try {
      hypervisor.plug(server, nic, ports.plug(nic, hypervisor.owner(server)));
    } catch (CloudException e) {
      ports.unplug(Set.of(nic.port()));
      throw e;
    }
  }

  private void ensureStopped(Guest guest, boolean atOnce) throws InterruptedException {
    var server = guest.record().server();
    if (!atOnce && running(guest)) {
      guest.step("shutting down");
      var deadline = time.nanos() + shutdownMax.toNanos();
      var pressAt = time.nanos();
      while (running(guest) && !guest.hurried() && time.nanos() < deadline) {
        if (time.nanos() >= pressAt) { // a guest that is booting does not hear the first
          hypervisor.pressPower(server);
          pressAt = time.nanos() + PRESS_AGAIN.toNanos();
        }
        time.sleep(POLL);
      }
    }
    hypervisor.kill(server);
    unplugAll(guest);
  }

  private void ensureAbsent(Guest guest) {
    guest.step("removing");
    hypervisor.kill(guest.record().server());
    unplugAll(guest);
    hypervisor.remove(guest.record().server());
  }

  private void unplugAll(Guest guest) {
    var left = guest.record().ports();
    if (!left.isEmpty()) {
      ports.unplug(left);
      guest.keep(guest.record().plugged(Set.of()));
    }
  }

  private boolean running(Guest guest) {
    return switch (hypervisor.state(guest.record().server())) {
      case RUNNING, PAUSED -> true;
      case STOPPED, ABSENT, FAILED -> false;
    };
  }
}
