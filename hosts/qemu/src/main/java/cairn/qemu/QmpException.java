package cairn.qemu;

import java.io.IOException;

/** QEMU refused a command; the message is QEMU's own. */
final class QmpException extends IOException {
  private static final long serialVersionUID = 1L;

  QmpException(String message) {
    super(message);
  }
}
