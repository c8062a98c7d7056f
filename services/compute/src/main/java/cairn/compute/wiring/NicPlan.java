package cairn.compute.wiring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a server's interfaces shall be, as far as can be said before there is a server.
 *
 * @param nics each with a network or a port
 * @param securityGroups of the ports that are made; empty for the usual one
 */
public record NicPlan(List<NicWish> nics, Optional<List<UUID>> securityGroups) {}
