package cairn.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One step of a service's schema, from {@code cairn/<service>/db/NNNN_[phase_]name.sql}. */
record MigrationFile(String service, int number, String name, String sql) {
  /**
   * When a step may run while servers of the release before still do: expand only adds, backfill
   * fills what was added, contract takes away what nothing uses any more.
   */
  enum Phase {
    EXPAND,
    BACKFILL,
    CONTRACT
  }

  private static final Pattern NAME = Pattern.compile("(\\d{4})_([a-z0-9_]+)\\.sql");

  Phase phase() {
    return name.startsWith("backfill_")
        ? Phase.BACKFILL
        : name.startsWith("contract_") ? Phase.CONTRACT : Phase.EXPAND;
  }

  String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "%s/%04d_%s".formatted(service, number, name);
  }

  /** The steps of a service, in order; empty when it has none. */
  static List<MigrationFile> of(String service) {
    var folder = "cairn/" + service + "/db";
    var texts = new TreeMap<String, String>();
    try {
      var loader = MigrationFile.class.getClassLoader();
      for (var url : Collections.list(loader.getResources(folder))) {
        read(url, folder, texts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var files =
        texts.entrySet().stream()
            .map(entry -> file(service, entry))
            .sorted(Comparator.comparingInt(MigrationFile::number))
            .toList();
    for (var i = 1; i < files.size(); i++) {
      if (files.get(i).number() == files.get(i - 1).number()) {
        throw new IllegalStateException(files.get(i - 1) + " and " + files.get(i));
      }
    }
    return files;
  }

  private static MigrationFile file(String service, Map.Entry<String, String> entry) {
    var matcher = NAME.matcher(entry.getKey());
    if (!matcher.matches()) {
      throw new IllegalStateException("not NNNN_name.sql: " + service + "/db/" + entry.getKey());
    }
    var number = Integer.parseInt(matcher.group(1));
    return new MigrationFile(service, number, matcher.group(2), entry.getValue());
  }

  private static void read(URL url, String folder, Map<String, String> texts) throws IOException {
    if (url.getProtocol().equals("file")) {
      try (var files = Files.newDirectoryStream(Path.of(URI.create(url.toString())), "*.sql")) {
        for (var file : files) {
          texts.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
      }
      return;
    }
    var connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      for (var entry : Collections.list(jar.entries())) {
        var name = entry.getName();
        if (name.startsWith(folder + "/") && name.endsWith(".sql")) {
          try (var input = jar.getInputStream(entry)) {
            texts.put(
                name.substring(folder.length() + 1),
                new String(input.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
  }
}
