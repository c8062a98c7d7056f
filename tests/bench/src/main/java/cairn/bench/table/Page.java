package cairn.bench.table;

import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The page of the documents that holds the last run's table: docs/operator/performance.md. */
public final class Page {
  /** Where the page's own words end; what follows is written anew each time. */
  private static final String MARK = "<!-- What follows is written by ./cairn bench --write. -->\n";

  private final Path file;

  /** The page at that path; what a person wrote before the mark stays. */
  public Page(Path file) {
    this.file = file;
  }

  /**
   * Writes it.
   *
   * @param load a sentence on what else the machine did
   */
  public void write(String command, String load, Table table) throws IOException {
    var text = Files.readString(file);
    var own = text.substring(0, text.indexOf(MARK) + MARK.length());
    var date = LocalDate.ofInstant(Time.system().now(), ZoneOffset.UTC);
    Files.writeString(
        file,
        "%s\n%s, by `%s` on %s. %s\n\n%s"
            .formatted(own, date, command, machine(), load, table.text()));
  }

  private static String machine() throws IOException {
    var model =
        Files.readString(Path.of("/proc/cpuinfo"))
            .lines()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("an unknown processor");
    var kib =
        Files.readString(Path.of("/proc/meminfo"))
            .lines()
            .findFirst()
            .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
            .orElse(0L);
    return String.format(
        Locale.ROOT,
        "%d cores of %s, %.0f GiB of memory, Linux %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        model,
        kib / 1048576.0,
        System.getProperty("os.version"),
        Runtime.version());
  }
}
