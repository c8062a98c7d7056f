package cairn.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Json;
import cairn.http.OpenApi;
import cairn.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a route table against its document {@code openapi/SERVICE.json} in the checkout, so that a
 * review shows each change on the wire. Run with {@code -Dgolden=write} to write it anew.
 */
public final class OpenApiGolden {
  private OpenApiGolden() {}

  /** Compares, or writes. */
  public static void check(Routes routes) throws IOException {
    var file = checkout().resolve("openapi").resolve(routes.service() + ".json");
    var document =
        Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(OpenApi.document(routes, "0"))
            + "\n";
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, document);
    }
    assertThat(file).as("run `make openapi` and look at the difference").exists();
    assertThat(document).as("run `make openapi`").isEqualTo(Files.readString(file));
  }

  private static Path checkout() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("cairn")) && Files.exists(at.resolve("platform"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside a checkout");
  }
}
