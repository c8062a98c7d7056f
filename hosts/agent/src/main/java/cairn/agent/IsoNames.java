package cairn.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the two trees of an {@link IsoImage}: its folders' records with their names. */
final class IsoNames {
  private static final int FILE_MODE = 0100444;
  private static final int FOLDER_MODE = 0040555;
  private static final byte[] SELF = {0};
  private static final byte[] PARENT = {1};

  private final boolean joliet;
  private final Map<IsoFolder, Integer> sectors = new HashMap<>();

  IsoNames(boolean joliet) {
    this.joliet = joliet;
  }

  /** A directory record (ECMA-119 9.1) before it is laid out. */
  private record Entry(byte[] identifier, byte[] extra, int sector, int size, boolean folder) {
    int length() {
      return even(33 + identifier.length) + extra.length;
    }
  }

  boolean joliet() {
    return joliet;
  }

  void place(IsoFolder folder, int sector) {
    sectors.put(folder, sector);
  }

  int sector(IsoFolder folder) {
    return sectors.getOrDefault(folder, 0);
  }

  /** The bytes that a folder's records take, none of them across the end of a sector. */
  int size(IsoFolder folder) {
    var size = 0;
    for (var entry : entries(folder, 0)) {
      size = room(size, entry.length()) + entry.length();
    }
    return IsoImage.sectors(size) * IsoImage.SECTOR;
  }

  void write(ByteBuffer image, IsoFolder folder) {
    var start = image.position();
    for (var entry : entries(folder, size(folder))) {
      image.position(start + room(image.position() - start, entry.length()));
      record(image, entry);
    }
  }

  void rootRecord(ByteBuffer image, IsoFolder root) {
    record(image, new Entry(SELF, new byte[0], sector(root), size(root), true));
  }

  private static int room(int at, int length) {
    var left = IsoImage.SECTOR - at % IsoImage.SECTOR;
    return length > left ? at + left : at;
  }

  private List<Entry> entries(IsoFolder folder, int ownSize) {
    var children = new ArrayList<Entry>();
    var number = 0;
    for (var child : folder.folders()) {
      var extra = rockRidge(FOLDER_MODE, child.name());
      // sizes matter only when written, and then the whole tree has its place
      var size = ownSize == 0 ? 0 : size(child);
      children.add(new Entry(identifier(child), extra, sector(child), size, true));
    }
    for (var file : folder.files()) {
      var identifier = joliet ? wide(file.name() + ";1") : plain(file.name(), number++);
      var extra = rockRidge(FILE_MODE, file.name());
      children.add(new Entry(identifier, extra, file.sector(), file.content().length, false));
    }
    children.sort(Comparator.comparing(Entry::identifier, Arrays::compareUnsigned));
    var parent = folder.parent();
    var parentSize = ownSize == 0 || parent == folder ? ownSize : size(parent);
    var all = new ArrayList<Entry>();
    var self = parent == folder ? rockRidgeRoot() : rockRidge(FOLDER_MODE, "");
    all.add(new Entry(SELF, self, sector(folder), ownSize, true));
    all.add(new Entry(PARENT, rockRidge(FOLDER_MODE, ""), sector(parent), parentSize, true));
    all.addAll(children);
    return all;
  }

  byte[] identifier(IsoFolder folder) {
    if (folder.parent() == folder) {
      return SELF.clone();
    }
    return joliet
        ? wide(folder.name())
        : shortened(folder.name(), 8).getBytes(StandardCharsets.US_ASCII);
  }

  /** An 8.3 name that no other file of the folder has; who can read, reads the Rock Ridge name. */
  private static byte[] plain(String name, int number) {
    var dot = name.lastIndexOf('.');
    var stem = shortened(dot > 0 ? name.substring(0, dot) : name, 5);
    var ending = dot > 0 ? shortened(name.substring(dot + 1), 3) : "";
    return "%s%03d.%s;1".formatted(stem, number, ending).getBytes(StandardCharsets.US_ASCII);
  }

  private static String shortened(String name, int length) {
    var plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    return plain.substring(0, Math.min(length, plain.length()));
  }

  private static byte[] wide(String name) {
    return name.getBytes(StandardCharsets.UTF_16BE);
  }

  private static void record(ByteBuffer image, Entry entry) {
    image.put((byte) entry.length()).put((byte) 0);
    IsoImage.both(image, entry.sector());
    IsoImage.both(image, entry.size());
    image.put(new byte[] {70, 1, 1, 0, 0, 0, 0}); // 1970: equal documents give equal bytes
    image.put((byte) (entry.folder() ? 2 : 0)).put((byte) 0).put((byte) 0);
    IsoImage.bothShort(image, 1);
    image.put((byte) entry.identifier().length).put(entry.identifier());
    if (entry.identifier().length % 2 == 0) {
      image.put((byte) 0);
    }
    image.put(entry.extra());
  }

  /** PX: mode, links, owner; NM: the name. */
  private byte[] rockRidge(int mode, String name) {
    if (joliet) {
      return new byte[0];
    }
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    var entry = ByteBuffer.allocate(even(36 + (bytes.length == 0 ? 0 : 5 + bytes.length)));
    entry.put((byte) 'P').put((byte) 'X').put((byte) 36).put((byte) 1);
    IsoImage.both(entry, mode);
    IsoImage.both(entry, 1);
    IsoImage.both(entry, 0);
    IsoImage.both(entry, 0);
    if (bytes.length > 0) {
      entry.put((byte) 'N').put((byte) 'M').put((byte) (5 + bytes.length)).put((byte) 1);
      entry.put((byte) 0).put(bytes);
    }
    return entry.array();
  }

  /** SP says that such entries follow, ER which; without ER Linux takes the Joliet names. */
  private byte[] rockRidgeRoot() {
    if (joliet) {
      return new byte[0];
    }
    var plain = rockRidge(FOLDER_MODE, "");
    var id = "RRIP_1991A".getBytes(StandardCharsets.US_ASCII);
    var entry = ByteBuffer.allocate(even(7 + plain.length + 8 + id.length));
    entry.put((byte) 'S').put((byte) 'P').put((byte) 7).put((byte) 1);
    entry.put((byte) 0xbe).put((byte) 0xef).put((byte) 0).put(plain);
    entry.put((byte) 'E').put((byte) 'R').put((byte) (8 + id.length)).put((byte) 1);
    entry.put((byte) id.length).put((byte) 0).put((byte) 0).put((byte) 1).put(id);
    return entry.array();
  }

  private static int even(int length) {
    return length + length % 2;
  }
}
