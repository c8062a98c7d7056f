package cairn.gpu.trace;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that an operator names. */
public final class InputFiles {
  private static final long BYTES_MAX = 1L << 30;

  private InputFiles() {}

  /** The file's text, in UTF-8. */
  public static String text(Path file) {
    try {
      check(file);
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInput("%s: this is no text in UTF-8".formatted(file));
    } catch (IOException e) {
      throw new BadInput("%s: it cannot be read".formatted(file));
    }
  }

  /** The file's bytes. */
  public static byte[] bytes(Path file) {
    try {
      check(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput("%s: it cannot be read".formatted(file));
    }
  }

  private static void check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInput("%s: there is no such file".formatted(file));
    }
    if (Files.size(file) > BYTES_MAX) {
      throw new BadInput("%s: it is larger than 1 GiB".formatted(file));
    }
  }
}
