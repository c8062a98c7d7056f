package cairn.compute.wire;

import cairn.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks of what stands after the question mark. */
public final class Queries {
  private Queries() {}

  /** From version 2.75 on refuses a parameter that is not known. */
  public static void known(Request request, Set<String> names) {
    if (!request.version().since(2, 75)) {
      return;
    }
    for (var name : request.query().names()) {
      if (!names.contains(name)) {
        throw ComputeErrors.badRequest(
            "Additional properties are not allowed ('%s' was unexpected)".formatted(name));
      }
    }
  }

  /** A truth as clients write it; empty when it is none. */
  public static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true", "on", "y", "yes" -> Optional.of(true);
      case "0", "f", "false", "off", "n", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
