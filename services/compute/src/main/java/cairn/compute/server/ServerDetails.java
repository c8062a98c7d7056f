package cairn.compute.server;

import cairn.compute.wiring.WiredPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a page of servers needs beside their rows, read in a constant number of statements.
 *
 * @param ports of each server, in the order of its NICs
 * @param hosts status of each host, where the caller may know
 */
record ServerDetails(Map<UUID, List<WiredPort>> ports, Optional<Map<UUID, String>> hosts) {
  List<WiredPort> ports(Server server) {
    return GuestSpecs.inOrder(server, ports.getOrDefault(server.id().value(), List.of()));
  }

  /** UP, DOWN, MAINTENANCE or nothing; empty when the caller may not know. */
  Optional<String> hostStatus(Server server) {
    return hosts.map(
        known -> server.place().host().map(id -> known.getOrDefault(id, "")).orElse(""));
  }
}
