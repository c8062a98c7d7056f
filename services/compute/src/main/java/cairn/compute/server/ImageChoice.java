package cairn.compute.server;

import cairn.common.Id;
import cairn.compute.flavor.Flavor;
import cairn.compute.wire.ComputeErrors;
import cairn.image.image.Image;
import cairn.image.image.ImageId;
import cairn.image.image.ImageStatus;
import cairn.image.image.Images;
import cairn.policy.Caller;
import cairn.protocol.GuestSpec;
import cairn.sql.Transaction;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds out whether a server may start from an image, and what its host has to know of it. */
final class ImageChoice {
  private static final long GIB = 1L << 30;
  private static final Set<String> FORMATS = Set.of("qcow2", "raw");

  private final Images images;

  ImageChoice(Images images) {
    this.images = images;
  }

  Image find(Transaction tx, Caller caller, UUID id) {
    var image =
        images
            .find(tx, caller, new ImageId(id))
            .orElseThrow(() -> ComputeErrors.badRequest("Can not find requested image"));
    if (image.status() != ImageStatus.ACTIVE) {
      throw ComputeErrors.badRequest("Image %s is not active.".formatted(id));
    }
    return image;
  }

  /** Refuses a flavor that is too small for the image. */
  static void fits(Image image, Flavor flavor) {
    if (flavor.memoryMib() < image.minRamMib()) {
      throw ComputeErrors.badRequest("Flavor's memory is too small for requested image.");
    }
    if (flavor.diskGib() == 0) {
      return;
    }
    var disk = flavor.diskGib() * GIB;
    var size = Math.max(image.virtualSizeBytes(), image.sizeBytes());
    if (size > disk) {
      throw ComputeErrors.badRequest(
          "Flavor's disk is too small for requested image. Flavor disk is %d bytes, image is %d bytes."
              .formatted(disk, size));
    }
    if (image.minDiskGib() > flavor.diskGib()) {
      throw ComputeErrors.badRequest(
          "Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is %d bytes, minimum size is %d bytes."
              .formatted(disk, image.minDiskGib() * GIB));
    }
  }

  /** The image as its host needs it. */
  GuestSpec.Image spec(Transaction tx, Caller caller, Image image) {
    if (!FORMATS.contains(image.diskFormat())) {
      throw ComputeErrors.badRequest(
          "Image %s is unacceptable: its disk format %s cannot be started here; use qcow2 or raw."
              .formatted(image.id(), image.diskFormat()));
    }
    return new GuestSpec.Image(
        image.id().value(),
        image.diskFormat(),
        image.sha512(),
        image.sizeBytes(),
        file(tx, caller, image, "kernel_id"),
        file(tx, caller, image, "ramdisk_id"),
        property(image, "os_command_line"));
  }

  private Optional<GuestSpec.BootFile> file(
      Transaction tx, Caller caller, Image image, String name) {
    return property(image, name)
        .map(text -> {
          var id =
              Id.parse(text)
                  .orElseThrow(() ->
                      ComputeErrors.badRequest(
                          "Image %s is unacceptable: its %s is not an image's id."
                              .formatted(image.id(), name)));
          var file = find(tx, caller, id);
          return new GuestSpec.BootFile(id, file.sha512(), file.sizeBytes());
        });
  }

  private static Optional<String> property(Image image, String name) {
    return Optional.ofNullable(image.properties().get(name)).filter(text -> !text.isEmpty());
  }
}
