package cairn.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskFormatsTest {
  @TempDir Path folder;

  private Optional<Long> check(String disk, ByteBuffer content) throws IOException {
    var file = folder.resolve("content");
    var bytes = new byte[content.capacity()];
    content.get(0, bytes);
    Files.write(file, bytes);
    try (var channel = FileChannel.open(file)) {
      DiskFormats.checkHead(disk, "bare", channel);
      return DiskFormats.check(disk, "bare", channel);
    }
  }

  private static ByteBuffer qcow2() {
    return ByteBuffer.allocate(512).putInt(0, 0x514649fb).putInt(4, 3).putLong(24, 1 << 30);
  }

  @Test
  void readsQcow2() throws IOException {
    assertThat(check("qcow2", qcow2())).contains(1L << 30);
  }

  @Test
  void refusesQcow2ThatReachesOut() {
    assertThatThrownBy(() -> check("qcow2", qcow2().putLong(8, 512)))
        .hasMessage("The image's content is refused: it has a backing file.");
    assertThatThrownBy(() -> check("qcow2", qcow2().putLong(72, 4)))
        .hasMessageContaining("its data is in another file");
    assertThatThrownBy(() -> check("qcow2", qcow2().putLong(72, 1 << 20)))
        .hasMessageContaining("unknown features");
    assertThatThrownBy(() -> check("qcow2", qcow2().putInt(4, 1)))
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> check("qcow2", qcow2().putLong(24, -1)))
        .hasMessageContaining("out of range");
  }

  @Test
  void refusesWhatWasNotDeclared() {
    assertThatThrownBy(() -> check("raw", qcow2()))
        .hasMessageContaining("raw was declared, qcow2 was found");
    assertThatThrownBy(() -> check("ami", qcow2())).hasMessageContaining("qcow2 was found");
    assertThatThrownBy(() -> check("qcow2", ByteBuffer.allocate(100)))
        .hasMessageContaining("qcow2 was declared, raw was found");
    assertThatThrownBy(() -> check("vmdk", qcow2())).hasMessageContaining("qcow2 was found");
    assertThatThrownBy(() -> check("raw", text("QED\0", 512)))
        .hasMessageContaining("qed was found");
  }

  @Test
  void takesRawAsItIs() throws IOException {
    assertThat(check("raw", ByteBuffer.allocate(777))).contains(777L);
    assertThat(check("raw", ByteBuffer.allocate(0))).contains(0L);
    assertThat(check("aki", ByteBuffer.allocate(777))).isEmpty();
  }

  private static ByteBuffer text(String text, int size) {
    return ByteBuffer.allocate(size).put(0, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ByteBuffer vmdk(String descriptor) {
    return text("KDMV", 4096)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(12, 2048)
        .putLong(28, 1)
        .putLong(36, 2)
        .put(512, descriptor.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsVmdkOfOneFileOnly() throws IOException {
    assertThat(
            check(
                "vmdk",
                vmdk(
                    """
                    # Disk DescriptorFile
                    createType="monolithicSparse"
                    RW 2048 SPARSE "disk.vmdk"
                    """)))
        .contains(1L << 20);
    assertThatThrownBy(() ->
            check(
                "vmdk",
                vmdk(
                    """
                    createType="monolithicSparse"
                    RW 2048 FLAT "/etc/shadow"
                    """)))
        .hasMessageContaining("names other files");
    assertThatThrownBy(() -> check("vmdk", vmdk("createType=\"monolithicFlat\"\n")))
        .hasMessageContaining("not of one file");
    assertThatThrownBy(() -> check("vmdk", text("# Disk DescriptorFile", 600)))
        .hasMessageContaining("descriptor of other files");
  }

  @Test
  void readsVdi() throws IOException {
    var vdi =
        ByteBuffer.allocate(1024)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x40, 0xbeda107f)
            .putInt(0x4c, 1)
            .putLong(0x170, 4096);
    assertThat(check("vdi", vdi)).contains(4096L);
    assertThatThrownBy(() -> check("vdi", vdi.putInt(0x4c, 4)))
        .hasMessageContaining("neither of dynamic nor of fixed size");
  }

  @Test
  void readsVhdWhereverItsFooterIs() throws IOException {
    var fixed = ByteBuffer.allocate(4096 + 512);
    fixed.put(4096, "conectix".getBytes(StandardCharsets.ISO_8859_1));
    fixed.putLong(4096 + 48, 4096).putInt(4096 + 60, 2);
    assertThat(check("vhd", fixed)).contains(4096L);
    var dynamic = text("conectix", 2048).putLong(48, 1 << 20).putInt(60, 3);
    assertThat(check("vhd", dynamic)).contains(1L << 20);
    assertThatThrownBy(() -> check("vhd", dynamic.putInt(60, 4)))
        .hasMessageContaining("difference to another disk");
  }

  @Test
  void readsVhdx() throws IOException {
    var vhdx = text("vhdxfile", 1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    vhdx.putInt((192 << 10) + 8, 1);
    vhdx.put((192 << 10) + 16, HexFormat.of().parseHex("06a27c8b90479a4bb8fe575f050f886e"));
    var metadata = 512 << 10;
    vhdx.putLong((192 << 10) + 32, metadata);
    vhdx.putInt(metadata + 8, 2 << 16);
    vhdx.put(metadata + 32, HexFormat.of().parseHex("3767a1ca36fa434db3b633f0aa44e76b"));
    vhdx.putInt(metadata + 48, 65536);
    vhdx.put(metadata + 64, HexFormat.of().parseHex("2442a52f1bcd7648b2115dbed83bf4b8"));
    vhdx.putInt(metadata + 80, 65544);
    vhdx.putLong(metadata + 65544, 8 << 20);
    assertThat(check("vhdx", vhdx)).contains(8L << 20);
    assertThatThrownBy(() -> check("vhdx", vhdx.putInt(metadata + 65540, 2)))
        .hasMessageContaining("difference to another disk");
    assertThatThrownBy(() -> check("vhdx", text("vhdxfile", 600)))
        .hasMessageContaining("tables are incomplete");
  }

  @Test
  void readsIso() throws IOException {
    var iso = ByteBuffer.allocate(0x9000);
    iso.put(0x8001, "CD001".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(check("iso", iso)).contains(0x9000L);
    assertThatThrownBy(() -> check("raw", iso)).hasMessageContaining("iso was found");
  }
}
