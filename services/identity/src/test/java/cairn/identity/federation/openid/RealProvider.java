package cairn.identity.federation.openid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** npm's {@code oidc-provider}, a certified OpenID provider, in a process of its own. */
final class RealProvider implements AutoCloseable {
  private static final String READY = "listening ";

  private final Process process;
  private final String url;

  private RealProvider(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Installs it below the folder, where it is not there yet, and starts it on a free port. */
  static RealProvider start(Path folder, String callback) throws Exception {
    Files.createDirectories(folder);
    for (var file : new String[] {"package.json", "package-lock.json", "provider.js"}) {
      Files.write(
          folder.resolve(file), Files.readAllBytes(Path.of("src/test/openid-provider", file)));
    }
    if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
      run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    var process =
        new ProcessBuilder("node", "provider.js", callback)
            .directory(folder.toFile())
            .redirectError(folder.resolve("provider.log").toFile())
            .start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new RealProvider(process, line.substring(READY.length()));
      }
    }
    throw new IOException(Files.readString(folder.resolve("provider.log")));
  }

  private static void run(Path folder, String... command) throws Exception {
    var log = folder.resolve("install.log");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(Files.readString(log));
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
