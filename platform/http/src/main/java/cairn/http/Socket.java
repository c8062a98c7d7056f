package cairn.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One WebSocket (RFC 6455). Sends block until the bytes have gone out, which is the back-pressure;
 * they may come from many threads and do not mix.
 */
public interface Socket {
  /** Sends a frame of text; throws when the socket is closed. */
  void sendText(String message) throws IOException;

  /** Sends a binary frame; throws when the socket is closed. */
  void sendBinary(ByteBuffer bytes) throws IOException;

  /** Ends the socket with a code of RFC 6455 and a reason of at most 120 bytes. */
  void close(int code, String reason);

  /** Whether it is open as far as this side knows. */
  boolean isOpen();
}
