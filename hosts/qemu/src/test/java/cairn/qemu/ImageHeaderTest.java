package cairn.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHeaderTest {
  @TempDir Path folder;

  private Path qcow2(long backing, long features) throws Exception {
    var header = ByteBuffer.allocate(104);
    header.putInt(0, 0x514649fb).putInt(4, 3).putLong(8, backing).putLong(24, 5L << 30);
    header.putLong(72, features);
    return Files.write(folder.resolve("image"), header.array());
  }

  @Test
  void readsTheSizeAndTheTies() throws Exception {
    assertThat(ImageHeader.read(qcow2(0, 0), "qcow2")).isEqualTo(new ImageHeader(5L << 30, true));
    assertThat(ImageHeader.read(qcow2(400, 0), "qcow2").selfContained()).isFalse();
    assertThat(ImageHeader.read(qcow2(0, 4), "qcow2").selfContained()).isFalse();
    assertThat(ImageHeader.read(qcow2(400, 0), "raw")).isEqualTo(new ImageHeader(104, true));
  }

  @Test
  void refusesWhatIsSomethingElse() throws Exception {
    var file = Files.writeString(folder.resolve("text"), "no image");
    assertThatThrownBy(() -> ImageHeader.read(file, "qcow2")).hasMessageEndingWith("is not qcow2");
    assertThatThrownBy(() -> ImageHeader.read(file, "vmdk")).hasMessageContaining("not known");
  }
}
