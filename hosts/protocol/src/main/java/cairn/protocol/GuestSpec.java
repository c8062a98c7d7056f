package cairn.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is wanted of one guest.
 *
 * @param server the server's id, the guest's name on its host
 * @param generation raised by every change of this record; a lower one than known is stale
 * @param requestId of the API call that last changed it
 * @param power what the guest shall be doing
 * @param boot raised by one for each reboot asked for; the agent starts the guest anew when this is
 *     higher than that of the guest it has
 * @param hardReboot whether the last raise of {@code boot} means a reset without asking the guest
 * @param name shown on the console and in process lists, never trusted
 * @param machine the virtual hardware
 * @param disk the root disk
 * @param nics in the order in which the guest sees them
 * @param configDrive whether the documents of {@code metadata} are also a disk labelled config-2
 * @param metadata what the guest may ask about itself
 */
public record GuestSpec(
    UUID server,
    long generation,
    String requestId,
    Power power,
    long boot,
    boolean hardReboot,
    String name,
    Machine machine,
    Disk disk,
    List<Nic> nics,
    boolean configDrive,
    Metadata metadata) {

  /** What a guest shall be doing. */
  public enum Power {
    RUNNING,
    STOPPED,
    /** Not there at all: process, disk, ports and folder removed. */
    ABSENT
  }

  /**
   * @param vcpus number of virtual processors
   * @param memoryMib memory in MiB
   */
  public record Machine(int vcpus, int memoryMib) {}

  /**
   * @param image the image that the disk starts from
   * @param sizeGib virtual size in GiB; 0 is the size of the image
   */
  public record Disk(Image image, int sizeGib) {}

  /**
   * An image that the agent fetches from the server once and keeps in its cache.
   *
   * @param id names it on the server
   * @param format qcow2 or raw
   * @param sha512 of the bytes, in hexadecimal
   * @param sizeBytes their number
   * @param kernel for direct kernel boot, with {@code ramdisk} and {@code commandLine}
   */
  public record Image(
      UUID id,
      String format,
      String sha512,
      long sizeBytes,
      Optional<BootFile> kernel,
      Optional<BootFile> ramdisk,
      Optional<String> commandLine) {}

  /** A kernel or initial RAM disk, itself an image on the server. */
  public record BootFile(UUID id, String sha512, long sizeBytes) {}

  /**
   * A network interface: the port it is plugged into, by which OVN knows it.
   *
   * @param port the port's id, the OVS interface's {@code iface-id}
   * @param network the port's network
   * @param mac in lower case with colons
   * @param mtu in bytes
   * @param fixedIps the port's addresses, by which the metadata service knows the guest
   * @param metadata where the network's metadata service is plugged in; empty when it has none
   */
  public record Nic(
      UUID port,
      UUID network,
      String mac,
      int mtu,
      List<String> fixedIps,
      Optional<MetadataPort> metadata) {}

  /**
   * The network's own port for its metadata service, the same on every host.
   *
   * @param mac in lower case with colons
   * @param addresses in CIDR form with the subnet's prefix length
   */
  public record MetadataPort(UUID port, String mac, List<String> addresses) {}

  /**
   * The documents of the metadata service and the config drive.
   *
   * @param files path below the root ({@code openstack/latest/meta_data.json}, {@code
   *     ec2/2009-04-04/meta-data.json}) to the document's bytes, as Base64 in JSON
   */
  public record Metadata(Map<String, byte[]> files) {
    /** Holds no document. */
    public static final Metadata NONE = new Metadata(Map.of());
  }
}
