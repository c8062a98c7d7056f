package cairn.qemu;

import cairn.agent.ConfigDrive;
import cairn.agent.Hypervisor.Progress;
import cairn.agent.ImageCache;
import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A guest's disks: an overlay over its image, and the config drive. */
final class Disks {
  private static final Duration COMMAND_MAX = Duration.ofSeconds(60);
  private static final long FREE_BYTES_MIN = 64 << 20;
  private static final long GIB = 1L << 30;

  private final ImageCache images;
  private final Owners owners;

  Disks(ImageCache images, Owners owners) {
    this.images = images;
    this.owners = owners;
  }

  void prepare(GuestSpec spec, GuestFolder folder, Progress progress) {
    try {
      if (Files.getFileStore(folder.path()).getUsableSpace() < FREE_BYTES_MIN) {
        throw new IOException("No space left in " + folder.path());
      }
      var image = spec.disk().image();
      var base = share(images.fetch(image, progress));
      for (var file : bootFiles(image)) {
        share(images.fetch(file, progress));
      }
      if (!Files.exists(folder.disk())) {
        progress.step("making the disk");
        overlay(spec.disk(), base, folder);
      }
      if (spec.configDrive()) {
        progress.step("writing the config drive");
        ConfigDrive.write(folder.configDrive(), spec.metadata().files());
        give(folder.configDrive(), folder);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static List<GuestSpec.BootFile> bootFiles(GuestSpec.Image image) {
    var files = new ArrayList<GuestSpec.BootFile>();
    image.kernel().ifPresent(files::add);
    image.ramdisk().ifPresent(files::add);
    return files;
  }

  private Path share(Path image) throws IOException {
    if (owners.separate()) {
      Access.share(image, owners.imageGroup());
    }
    return image;
  }

  private void give(Path file, GuestFolder folder) throws IOException {
    Files.setPosixFilePermissions(file, Access.PRIVATE);
    if (owners.separate()) {
      Access.give(file, owners.of(folder));
    }
  }

  private void overlay(GuestSpec.Disk disk, Path base, GuestFolder folder) throws IOException {
    var header = ImageHeader.read(base, disk.image().format());
    if (!header.selfContained()) {
      throw new CloudException(
          Kind.BAD_REQUEST, "The image refers to another file.", base.toString(), null);
    }
    var size = disk.sizeGib() == 0 ? header.virtualBytes() : disk.sizeGib() * GIB;
    if (size < header.virtualBytes()) {
      throw new CloudException(
          Kind.BAD_REQUEST,
          "The flavor's disk is too small for the image.",
          "%d bytes for %d".formatted(size, header.virtualBytes()),
          null);
    }
    var part = folder.path().resolve("disk.part");
    Files.deleteIfExists(part);
    // relative, so that the guest's process needs no way through the folders above
    var backing = folder.path().relativize(base).toString();
    var format = disk.image().format();
    Command.run(
        COMMAND_MAX,
        List.of(
            "qemu-img",
            "create",
            "-q",
            "-f",
            "qcow2",
            "-b",
            backing,
            "-F",
            format,
            part.toString(),
            Long.toString(size)));
    give(part, folder);
    Files.move(part, folder.disk(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static CloudException failure(IOException e) {
    var sentence =
        String.valueOf(e.getMessage()).contains("No space left")
            ? "The host's disk is full."
            : "The server's disk could not be made.";
    return new CloudException(Kind.INTERNAL, sentence, e.toString(), e);
  }
}
