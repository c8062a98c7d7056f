package cairn.compute.wiring;

import java.util.Optional;
import java.util.UUID;

/**
 * An interface that a server has.
 *
 * @param owned whether its port was made for the server and goes with it
 */
public record Nic(UUID port, UUID network, Optional<String> tag, boolean owned) {}
