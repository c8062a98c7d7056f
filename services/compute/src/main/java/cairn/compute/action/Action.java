package cairn.compute.action;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of the log.
 *
 * @param message why it failed, in a word
 * @param result Success or Error, when it has finished
 * @param details why it failed, for the user
 * @param traceback why it failed, for the operator
 */
record Action(
    UUID server,
    String action,
    String requestId,
    String userId,
    String projectId,
    Optional<String> message,
    String event,
    Optional<String> result,
    Optional<String> details,
    Optional<String> traceback,
    Optional<String> host,
    String hostHash,
    Instant started,
    Instant updated,
    Optional<Instant> finished) {}
