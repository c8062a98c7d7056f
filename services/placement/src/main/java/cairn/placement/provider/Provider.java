package cairn.placement.provider;

import java.util.Optional;
import java.util.UUID;

/**
 * A resource provider. {@code root} is the top of the tree that it is in, itself if it has no
 * parent.
 */
public record Provider(UUID id, String name, long generation, Optional<UUID> parent, UUID root) {}
