package cairn.bench.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The heap of another JVM of this machine, as jcmd tells it. */
public final class Heap {
  private static final Pattern USED = Pattern.compile("(?:heap|generation) .*used (\\d+)K");

  private Heap() {}

  /** What is in use after a collection of all that is not, in KiB. */
  public static double usedKib(long pid) throws IOException {
    // What finalizers and cleaners give up goes with the second.
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    var info = jcmd(pid, "GC.heap_info");
    var used = USED.matcher(info);
    if (!used.find()) {
      throw new IOException("jcmd told no heap: " + info);
    }
    return Double.parseDouble(used.group(1));
  }

  private static String jcmd(long pid, String order) throws IOException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(program, Long.toString(pid), order).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
