package cairn.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** Looks through the class path, for tests that cover all of a kind. */
public final class ClassPath {
  private ClassPath() {}

  /** All classes below that package whose simple name ends like this. */
  public static List<Class<?>> find(String packagePrefix, String nameSuffix) {
    var folder = packagePrefix.replace('.', '/');
    var found = new TreeSet<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      for (var file : files(Path.of(entry), folder)) {
        if (file.endsWith(nameSuffix + ".class")) {
          found.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
    return found.stream().<Class<?>>map(ClassPath::load).toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ClassPath.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> files(Path entry, String folder) {
    try {
      if (Files.isDirectory(entry)) {
        var start = entry.resolve(folder);
        if (!Files.exists(start)) {
          return List.of();
        }
        try (var walk = Files.walk(start)) {
          return walk.map(file -> entry.relativize(file).toString()).toList();
        }
      }
      if (!Files.exists(entry) || !entry.toString().endsWith(".jar")) {
        return List.of();
      }
      try (var jar = new JarFile(entry.toFile())) {
        return jar.stream()
            .map(file -> file.getName())
            .filter(name -> name.startsWith(folder))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
