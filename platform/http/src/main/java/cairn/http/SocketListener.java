package cairn.http;

import java.nio.ByteBuffer;

/**
 * Receives what comes over one {@link Socket}; called by one thread at a time, and the next frame
 * is read when the call returns.
 */
public interface SocketListener {
  /** The first call. */
  void opened(Socket socket);

  /** A whole frame of text. */
  void text(String message);

  /** A whole binary frame; the buffer is the listener's only during the call. */
  void binary(ByteBuffer bytes);

  /** The other side has shown that it is there; the answer is sent by itself. */
  default void ping() {}

  /** The last call, made once. */
  void closed(int code, String reason);
}
