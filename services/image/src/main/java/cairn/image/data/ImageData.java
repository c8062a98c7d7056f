package cairn.image.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * An image's bytes, to be closed after use.
 *
 * @param sha512 of all of them, in hexadecimal digits
 */
public record ImageData(long sizeBytes, String sha512, InputStream stream)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
