package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsoImageTest {
  @Test
  void holdsTheFilesUnderTheirLongNames(@TempDir Path folder) throws Exception {
    var files = new TreeMap<String, byte[]>();
    files.put("openstack/latest/meta_data.json", bytes("{\"uuid\": \"1\"}"));
    files.put("openstack/latest/network_data.json", bytes("{}"));
    files.put("openstack/latest/user_data", "x".repeat(70_000).getBytes(StandardCharsets.UTF_8));
    files.put("ec2/latest/meta-data.json", bytes("[]"));
    for (var number = 0; number < 40; number++) {
      files.put("openstack/content/%04d".formatted(number), bytes("content " + number));
    }
    var file = folder.resolve("config.iso");
    ConfigDrive.write(file, files);
    var image = ByteBuffer.wrap(Files.readAllBytes(file));
    assertThat(text(image, 16 * 2048 + 40, 8)).isEqualTo("config-2");
    assertThat(read(image, false)).containsExactlyInAnyOrderEntriesOf(asText(files));
    assertThat(read(image, true)).containsExactlyInAnyOrderEntriesOf(asText(files));
    assertThat(image.capacity())
        .isEqualTo(Integer.reverseBytes(image.getInt(16 * 2048 + 80)) * 2048);
  }

  private static Map<String, String> asText(Map<String, byte[]> files) {
    var texts = new TreeMap<String, String>();
    files.forEach((path, content) -> texts.put(path, new String(content, StandardCharsets.UTF_8)));
    return texts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer image, int at, int length) {
    return StandardCharsets.UTF_8.decode(image.slice(at, length)).toString();
  }

  /** A small reader of its own, so that writer and reader do not share a mistake. */
  private static Map<String, String> read(ByteBuffer image, boolean joliet) {
    var found = new TreeMap<String, String>();
    walk(image, joliet, (joliet ? 17 : 16) * 2048 + 156, "", found);
    return found;
  }

  private static void walk(
      ByteBuffer image, boolean joliet, int record, String path, Map<String, String> found) {
    var start = Integer.reverseBytes(image.getInt(record + 2)) * 2048;
    var size = image.getInt(record + 14);
    var at = start;
    while (at < start + size) {
      var length = image.get(at) & 0xff;
      if (length == 0) {
        at = (at / 2048 + 1) * 2048;
        continue;
      }
      var nameLength = image.get(at + 32);
      var special = nameLength == 1 && image.get(at + 33) <= 1;
      if (!special) {
        var name = joliet ? joliet(image, at, nameLength) : rockRidge(image, at, nameLength);
        if (image.get(at + 25) == 2) {
          walk(image, joliet, at, path + name + "/", found);
        } else {
          var from = Integer.reverseBytes(image.getInt(at + 2)) * 2048;
          found.put(path + name, text(image, from, image.getInt(at + 14)));
        }
      }
      at += length;
    }
  }

  private static String joliet(ByteBuffer image, int at, int length) {
    var name = StandardCharsets.UTF_16BE.decode(image.slice(at + 33, length)).toString();
    return name.endsWith(";1") ? name.substring(0, name.length() - 2) : name;
  }

  private static String rockRidge(ByteBuffer image, int at, int nameLength) {
    var entry = at + 33 + nameLength + (nameLength % 2 == 0 ? 1 : 0);
    while (image.get(entry) != 'N' || image.get(entry + 1) != 'M') {
      entry += image.get(entry + 2);
    }
    return text(image, entry + 5, image.get(entry + 2) - 5);
  }
}
