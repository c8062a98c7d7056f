package cairn.agent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An ISO 9660 image (ECMA-119) whose long names are there twice: as Rock Ridge (IEEE P1282) for
 * Unix and as Joliet for Windows. Meant for a few small files.
 */
final class IsoImage {
  static final int SECTOR = 2048;
  private static final int PRIMARY = 16;
  private static final int JOLIET = 17;
  private static final int TERMINATOR = 18;
  private static final int FIRST_FREE = 19;

  private final String label;
  private final IsoFolder root;
  private final List<IsoFolder> folders = new ArrayList<>();

  /**
   * @param files from path, parts separated by a slash, to content
   */
  IsoImage(String label, Map<String, byte[]> files) {
    this.label = label;
    this.root = new IsoFolder("");
    files.forEach((path, content) -> {
      var folder = root;
      var parts = path.split("/");
      for (var at = 0; at < parts.length - 1; at++) {
        folder = folder.folder(parts[at]);
      }
      folder.file(parts[parts.length - 1], content);
    });
    // breadth first, as the path table wants it
    folders.add(root);
    for (var at = 0; at < folders.size(); at++) {
      folders.addAll(folders.get(at).folders());
    }
  }

  byte[] bytes() {
    var names = List.of(new IsoNames(false), new IsoNames(true));
    var next = FIRST_FREE;
    var tables = new ArrayList<Integer>();
    for (var form : names) {
      tables.add(next);
      next += 2 * sectors(pathTableSize(form));
      for (var folder : folders) {
        form.place(folder, next);
        next += sectors(form.size(folder));
      }
    }
    for (var folder : folders) {
      for (var file : folder.files()) {
        file.place(next);
        next += sectors(file.content().length);
      }
    }
    var image = ByteBuffer.allocate(next * SECTOR);
    for (var at = 0; at < names.size(); at++) {
      write(image, names.get(at), tables.get(at), next);
    }
    image.position(TERMINATOR * SECTOR);
    image.put((byte) 255).put(ascii("CD001")).put((byte) 1);
    for (var folder : folders) {
      for (var file : folder.files()) {
        image.position(file.sector() * SECTOR).put(file.content());
      }
    }
    return image.array();
  }

  static int sectors(int bytes) {
    return (bytes + SECTOR - 1) / SECTOR;
  }

  private void write(ByteBuffer image, IsoNames names, int table, int total) {
    var tableSectors = sectors(pathTableSize(names));
    image.position((names.joliet() ? JOLIET : PRIMARY) * SECTOR);
    descriptor(image, names, table, table + tableSectors, total);
    pathTable(image.position(table * SECTOR), names, ByteOrder.LITTLE_ENDIAN);
    pathTable(image.position((table + tableSectors) * SECTOR), names, ByteOrder.BIG_ENDIAN);
    for (var folder : folders) {
      names.write(image.position(names.sector(folder) * SECTOR), folder);
    }
  }

  private int pathTableSize(IsoNames names) {
    var size = 0;
    for (var folder : folders) {
      var length = names.identifier(folder).length;
      size += 8 + length + length % 2;
    }
    return size;
  }

  private void pathTable(ByteBuffer image, IsoNames names, ByteOrder order) {
    for (var folder : folders) {
      var name = names.identifier(folder);
      image.order(order);
      image.put((byte) name.length).put((byte) 0).putInt(names.sector(folder));
      image.putShort((short) (folders.indexOf(folder.parent()) + 1)).put(name);
      if (name.length % 2 == 1) {
        image.put((byte) 0);
      }
    }
    image.order(ByteOrder.BIG_ENDIAN);
  }

  /** ECMA-119 8.4 and 8.5. */
  private void descriptor(ByteBuffer image, IsoNames names, int little, int big, int total) {
    image.put((byte) (names.joliet() ? 2 : 1)).put(ascii("CD001")).put((byte) 1).put((byte) 0);
    image.put(padded("LINUX", 32, names)).put(padded(label, 32, names)).put(new byte[8]);
    both(image, total);
    image.put(names.joliet() ? ascii("%/E") : new byte[3]).put(new byte[29]);
    bothShort(image, 1);
    bothShort(image, 1);
    bothShort(image, SECTOR);
    both(image, pathTableSize(names));
    image.putInt(Integer.reverseBytes(little)).putInt(0).putInt(big).putInt(0);
    names.rootRecord(image, root);
    for (var length : new int[] {128, 128, 128, 128, 37, 37, 37}) {
      image.put(padded("", length, names));
    }
    for (var date = 0; date < 4; date++) {
      image.put(ascii("0".repeat(16))).put((byte) 0);
    }
    image.put((byte) 1);
  }

  static void both(ByteBuffer image, int value) {
    image.putInt(Integer.reverseBytes(value)).putInt(value);
  }

  static void bothShort(ByteBuffer image, int value) {
    image.putShort(Short.reverseBytes((short) value)).putShort((short) value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] padded(String text, int length, IsoNames names) {
    Charset charset = names.joliet() ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
    var width = names.joliet() ? 2 : 1;
    var bytes = (text + " ".repeat(length)).substring(0, length / width).getBytes(charset);
    var result = new byte[length];
    System.arraycopy(bytes, 0, result, 0, bytes.length);
    return result;
  }
}
