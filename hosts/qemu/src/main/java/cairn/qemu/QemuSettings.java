package cairn.qemu;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How QEMU is run on a host.
 *
 * @param data the agent's folder; guests lie in {@code guests} below it
 * @param binary the QEMU program
 * @param firstUid guests' processes have user ids above this one, which itself is the group that
 *     may read images; only as root
 * @param sparePorts free slots for network interfaces and disks that are plugged in later
 * @param offload whether taps may leave checksums to each other; not on OVS in user space, which
 *     drops such packets
 * @param startMax how long QEMU may take until it answers
 * @param unplugMax how long a guest may take to let go of a device
 * @param logBytesMax size of a serial log before it is rotated; one older part is kept
 */
public record QemuSettings(
    Path data,
    String binary,
    int firstUid,
    int sparePorts,
    boolean offload,
    Duration startMax,
    Duration unplugMax,
    long logBytesMax) {
  /** The settings that a host has unless it is told otherwise. */
  public static QemuSettings of(Path data) {
    return new QemuSettings(
        data.toAbsolutePath().normalize(),
        "qemu-system-x86_64",
        2_000_000,
        8,
        false,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        4 << 20);
  }
}
