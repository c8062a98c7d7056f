package cairn.agent;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What carries an agent's messages to the server and back: {@link WebSocketTransport}, or one that
 * is put before it to lose, double or hold up messages on purpose. Implementations are safe for
 * many threads and may be shared by many agents.
 */
public interface Transport {
  /**
   * Connects, waiting until the connection stands.
   *
   * @param receiver hears what comes in; it may be called before this method returns
   */
  Connection dial(Receiver receiver) throws IOException, InterruptedException;

  /**
   * Hears what comes in, one after the other: the next message is taken when the call returns.
   *
   * @see Connection
   */
  interface Receiver {
    /** A whole message of text. */
    void text(String message);

    /** A whole binary frame; the buffer is the receiver's. */
    void binary(ByteBuffer frame);

    /** The other side has answered a sign of life. */
    void pong();

    /** The connection has ended; may be said more than once. */
    void ended(String reason);
  }

  /** One open connection. Each call returns when the bytes are on their way. */
  interface Connection extends AutoCloseable {
    /** Sends a message of text; not two at once. */
    void text(String message) throws IOException;

    /** Sends a binary frame; not two at once, nor beside a message of text. */
    void binary(ByteBuffer frame) throws IOException;

    /** Asks for a sign of life. */
    void ping() throws IOException;

    /** Ends the connection at once. */
    @Override
    void close();
  }
}
