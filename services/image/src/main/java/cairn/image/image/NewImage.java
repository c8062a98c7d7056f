package cairn.image.image;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an image is made of: everything but its data. */
public record NewImage(
    Optional<ImageId> id,
    String name,
    String owner,
    Visibility visibility,
    String diskFormat,
    String containerFormat,
    int minDiskGib,
    int minRamMib,
    boolean isProtected,
    boolean hidden,
    Set<String> tags,
    Map<String, String> properties) {}
