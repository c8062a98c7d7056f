package cairn.app;

import cairn.common.CloudException;
import cairn.http.PlainErrors;
import cairn.http.Response;
import cairn.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of the VNC console: noVNC's files, served as they are. The launcher fetches them; where
 * the distribution's package is installed, those do.
 */
final class ConsolePages {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json",
          "woff", "font/woff",
          "ico", "image/x-icon");

  private final List<Path> folders;

  ConsolePages(List<Path> folders) {
    this.folders = folders;
  }

  /** The pages where the launcher, or the distribution, puts them. */
  static ConsolePages installed() {
    var home = Path.of(System.getProperty("cairn.home", "."));
    return new ConsolePages(
        List.of(
            home.resolve("app/target/cairn/novnc/usr/share/novnc"), Path.of("/usr/share/novnc")));
  }

  Routes routes() {
    var routes = new Routes("console", "/console", PlainErrors.FORM);
    routes.get("/{file...}").open().to(request -> page(request.parameter("file")));
    return routes;
  }

  private Response page(String file) {
    var path =
        folders.stream()
            .flatMap(folder -> inside(folder, file).stream())
            .findFirst()
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.NOT_FOUND,
                    "There is no such page. The console's pages come with the package novnc."));
    var name = path.getFileName().toString();
    var type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    try {
      return Response.bytes(200, type, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.INTERNAL, "The page cannot be read.", path.toString(), e);
    }
  }

  /** The file, if it is one below that folder; links that Debian's package has may lead out. */
  private static Optional<Path> inside(Path folder, String file) {
    var path = folder.resolve(file).normalize();
    return path.startsWith(folder) && Files.isRegularFile(path)
        ? Optional.of(path)
        : Optional.empty();
  }
}
