package cairn.agent;

import cairn.protocol.FromHost;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The sending half of one open stream. Each call returns when the message is on its way. */
interface Channel {
  void send(FromHost message) throws IOException;

  void send(ByteBuffer frame) throws IOException;

  /** Ends the stream, saying why. */
  void end(String reason);
}
