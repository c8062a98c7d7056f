package cairn.agent;

import java.util.Collection;
import java.util.TreeMap;

/** A folder of an {@link IsoImage}, its entries sorted by name. The root is its own parent. */
final class IsoFolder {
  private final String name;
  private final IsoFolder parent;
  private final TreeMap<String, IsoFolder> folders = new TreeMap<>();
  private final TreeMap<String, IsoFile> files = new TreeMap<>();

  IsoFolder(String name) {
    this.name = name;
    this.parent = this;
  }

  private IsoFolder(String name, IsoFolder parent) {
    this.name = name;
    this.parent = parent;
  }

  String name() {
    return name;
  }

  IsoFolder parent() {
    return parent;
  }

  Collection<IsoFolder> folders() {
    return folders.values();
  }

  Collection<IsoFile> files() {
    return files.values();
  }

  IsoFolder folder(String child) {
    return folders.computeIfAbsent(child, key -> new IsoFolder(key, this));
  }

  void file(String child, byte[] content) {
    files.put(child, new IsoFile(child, content));
  }

  /** A file, and where it lies once that is known. */
  static final class IsoFile {
    private final String name;
    private final byte[] content;
    private int sector;

    IsoFile(String name, byte[] content) {
      this.name = name;
      this.content = content.clone();
    }

    String name() {
      return name;
    }

    byte[] content() {
      return content;
    }

    int sector() {
      return sector;
    }

    void place(int newSector) {
      sector = newSector;
    }
  }
}
