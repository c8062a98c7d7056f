package cairn.http;

import cairn.common.CloudException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Watches how fast a body comes or an answer is taken. A client that sends nothing at all meets the
 * connection's idle time-out; one that sends a byte now and then meets this. Used by one thread.
 */
final class Paced {
  private final Limits limits;
  private final long began = System.nanoTime();
  private long bytes;

  private Paced(Limits limits) {
    this.limits = limits;
  }

  private boolean tooSlow(int more) {
    bytes += Math.max(more, 0);
    var nanos = System.nanoTime() - began;
    return nanos > limits.headersMax().toNanos()
        && bytes < nanos / 1_000_000_000.0 * limits.bytesPerSecondMin();
  }

  /** A request's body. */
  static InputStream input(InputStream body, Limits limits) {
    var pace = new Paced(limits);
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        return checked(super.read(), 1);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        return checked(read, read);
      }

      private int checked(int result, int read) {
        if (result >= 0 && pace.tooSlow(read)) {
          throw new CloudException(
              CloudException.Kind.BAD_REQUEST, "The request body came too slowly.");
        }
        return result;
      }
    };
  }

  /** An answer that is written as it is made. */
  static OutputStream output(OutputStream answer, Limits limits) {
    var pace = new Paced(limits);
    return new FilterOutputStream(answer) {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
        check(1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        check(length);
      }

      private void check(int written) throws IOException {
        if (pace.tooSlow(written)) {
          throw new IOException("the client takes the answer too slowly");
        }
      }
    };
  }
}
