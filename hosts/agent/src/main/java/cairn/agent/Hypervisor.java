package cairn.agent;

import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What runs guests on one host. Every method is safe to repeat and says what shall be so, not what
 * to do; each throws {@link cairn.common.CloudException} with a sentence for the user and detail
 * for the operator. Implementations are safe for many threads, but the agent calls the methods for
 * one guest from one thread at a time.
 */
public interface Hypervisor extends AutoCloseable {
  /**
   * @param name {@code QEMU} or {@code simulated}
   * @param version major * 1000000 + minor * 1000 + micro
   * @param architecture as {@code uname -m} has it
   * @param accelerated whether the processor runs guests itself
   * @param traits in placement's names
   */
  record Facts(
      String name, int version, String architecture, boolean accelerated, List<String> traits) {}

  /** Hears what happens to guests by itself. */
  interface Listener {
    /** The guest's state is no longer what it was: it ended, was paused or goes on. */
    void changed(UUID server);
  }

  /** How the agent follows one long piece of work. */
  interface Progress {
    /** Tells people what is being done now. */
    void step(String words);

    /** Whether something newer is wanted, so that the work may end with an error at once. */
    boolean abandoned();
  }

  Facts facts();

  /** The cloud that the guests here belong to, if it was ever said. */
  Optional<UUID> cloud();

  /** Notes the cloud that the guests belong to. */
  void belongTo(UUID cloud);

  /**
   * Finds what is on the host and attaches to the guests that run. Called once, before anything
   * that concerns a guest; from then on the listener hears of changes.
   */
  List<GuestRecord> recover(Listener listener);

  /** Keeps the record so that {@link #recover} finds it, whatever happens to this process. */
  void keep(GuestRecord record);

  /** RUNNING, PAUSED, STOPPED, or ABSENT when nothing of the guest is here. */
  GuestStatus.State state(UUID server);

  /** Why the guest is not running or paused, for people; empty when there is nothing to say. */
  String reason(UUID server);

  /** Makes all that a start needs: the disk from its image, the config drive. */
  void prepare(GuestSpec spec, Progress progress);

  /** The user id that the guest's process has, or will have. */
  int owner(UUID server);

  /**
   * Starts a prepared guest that does not run.
   *
   * @param taps from each port of the spec to its interface
   */
  void start(GuestSpec spec, Map<UUID, String> taps);

  /** Presses the guest's power button; what the guest makes of it shows in {@link #state}. */
  void pressPower(UUID server);

  /** Ends the guest's process and returns when it is gone; nothing when there is none. */
  void kill(UUID server);

  /** The ports that a running guest has plugged in. */
  Set<UUID> nics(UUID server);

  /** Plugs a network interface into a running guest. */
  void plug(UUID server, GuestSpec.Nic nic, String tap);

  /** Takes a network interface out of a running guest and returns when it is out. */
  void unplug(UUID server, UUID port);

  /** Removes all of a guest that does not run: disk, logs, record. */
  void remove(UUID server);

  /** The encrypted password that the guest has left for its owner; empty when it has not. */
  byte[] password(UUID server);

  /** Keeps that password beside the guest. */
  void keepPassword(UUID server, byte[] password);

  /** The end of the guest's serial console; empty when there is none. */
  String consoleLog(UUID server, int bytesMax);

  /** Connects to the running guest's VNC server. */
  ByteChannel console(UUID server) throws IOException;

  /** Lets go of the guests, which run on. */
  @Override
  void close();
}
