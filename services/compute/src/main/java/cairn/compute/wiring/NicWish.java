package cairn.compute.wiring;

import java.util.Optional;
import java.util.UUID;

/**
 * One network interface that a user asks for.
 *
 * @param network to make a port in; empty when a port is given
 * @param port that is there already
 * @param fixedIp the address that a new port shall have
 * @param tag by which the guest's software finds it
 */
public record NicWish(
    Optional<UUID> network, Optional<UUID> port, Optional<String> fixedIp, Optional<String> tag) {}
