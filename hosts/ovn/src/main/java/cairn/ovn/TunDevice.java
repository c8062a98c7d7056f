package cairn.ovn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The device by which a guest's own user opens its tap. Distributions let everybody open it (udev's
 * default rules), since each tap names its owner; a machine without udev has it closed.
 */
final class TunDevice {
  private static final System.Logger LOG = System.getLogger(TunDevice.class.getName());
  private static final Path DEVICE = Path.of("/dev/net/tun");

  private TunDevice() {}

  static void openToAll() {
    try {
      if (!Files.getPosixFilePermissions(DEVICE).contains(PosixFilePermission.OTHERS_WRITE)) {
        Files.setPosixFilePermissions(DEVICE, PosixFilePermissions.fromString("rw-rw-rw-"));
        LOG.log(System.Logger.Level.INFO, "{0} is open to all users now", DEVICE);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}: {1}", DEVICE, e);
    }
  }
}
