package cairn.compute.server;

import cairn.compute.wire.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which servers are asked for.
 *
 * @param project whose; empty for all
 * @param statuses any of these; empty for all
 * @param name a regular expression, as POSIX has them
 * @param equal a value for each of these columns
 * @param deleted whether deleted ones, or only others; empty for both
 * @param ip a regular expression for addresses of version 4
 * @param tags sets of tags with what is asked of them
 */
record ServerFilter(
    Optional<String> project,
    List<ServerStatus> statuses,
    List<Optional<Task>> tasks,
    Optional<String> name,
    List<Equal> equal,
    Optional<Boolean> deleted,
    Optional<Boolean> locked,
    Optional<Instant> changedSince,
    Optional<Instant> changedBefore,
    Optional<String> ip,
    Optional<String> ip6,
    List<Tags> tags,
    List<UUID> among,
    boolean onlyAmong,
    List<String> sortKeys,
    List<String> sortDirections,
    Page page) {

  /** A column of the list with the value that it shall have. */
  record Equal(String column, Object value) {}

  /** Tags of which all, or any, shall be there, or not. */
  record Tags(List<String> tags, boolean all, boolean not) {}

  /** The same among these servers alone. */
  ServerFilter among(List<UUID> servers) {
    return new ServerFilter(
        project,
        statuses,
        tasks,
        name,
        equal,
        deleted,
        locked,
        changedSince,
        changedBefore,
        Optional.empty(),
        Optional.empty(),
        tags,
        servers,
        true,
        sortKeys,
        sortDirections,
        page);
  }
}
