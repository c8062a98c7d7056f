package cairn.qemu;

import java.util.UUID;

/**
 * The names of devices and of the PCIe root ports that they sit in. The disk and the network
 * interfaces each have a root port of their own, because only there can a device be plugged in and
 * out of a running guest.
 */
final class Slots {
  static final String DISK = "disk";
  private static final String NIC = "nic-";
  private static final String NETDEV = "net-";
  private static final String PORT = "rp";

  private Slots() {}

  static String port(int number) {
    return PORT + number;
  }

  static boolean isPort(String device) {
    return device.matches("rp\\d+");
  }

  static String nic(UUID port) {
    return NIC + port;
  }

  static boolean isNic(String device) {
    return device.startsWith(NIC);
  }

  static UUID portOf(String device) {
    return UUID.fromString(device.substring(NIC.length()));
  }

  static String netdev(UUID port) {
    return NETDEV + port;
  }
}
