package cairn.image;

import java.nio.file.Path;

/**
 * Where images lie and how large one may be.
 *
 * @param folder of the data, made when it is missing
 * @param bytesMax the largest image, in bytes
 */
public record ImageSettings(Path folder, long bytesMax) {
  /** In {@code images} below the data folder, 1 TiB at most. */
  public static ImageSettings in(Path dataFolder) {
    return new ImageSettings(dataFolder.resolve("images"), 1L << 40);
  }
}
