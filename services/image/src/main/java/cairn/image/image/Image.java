package cairn.image.image;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * An image. Texts are empty and sizes -1 where they are not known yet. Immutable.
 *
 * @param owner the project that has it, empty for none
 * @param sizeBytes of the file
 * @param virtualSizeBytes of the disk that a guest sees
 * @param checksum MD5 in hexadecimal digits
 * @param sha512 in hexadecimal digits
 * @param isProtected whether it cannot be deleted
 * @param hidden whether lists leave it out unless asked
 * @param properties what its users noted, such as {@code hw_disk_bus} and {@code kernel_id}
 */
public record Image(
    ImageId id,
    String name,
    String owner,
    Visibility visibility,
    ImageStatus status,
    String diskFormat,
    String containerFormat,
    long sizeBytes,
    long virtualSizeBytes,
    int minDiskGib,
    int minRamMib,
    String checksum,
    String sha512,
    boolean isProtected,
    boolean hidden,
    Set<String> tags,
    Map<String, String> properties,
    Instant createdAt,
    Instant updatedAt) {

  /** The same with these tags. */
  Image withTags(Set<String> others) {
    return new Image(
        id,
        name,
        owner,
        visibility,
        status,
        diskFormat,
        containerFormat,
        sizeBytes,
        virtualSizeBytes,
        minDiskGib,
        minRamMib,
        checksum,
        sha512,
        isProtected,
        hidden,
        others,
        properties,
        createdAt,
        updatedAt);
  }
}
