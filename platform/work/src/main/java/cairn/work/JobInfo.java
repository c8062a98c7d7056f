package cairn.work;

import java.time.Instant;
import java.util.UUID;

/**
 * A job as an operator sees it.
 *
 * @param attempts how often the step was begun since it last went well
 * @param lastError why it last failed, empty when it never did
 */
public record JobInfo(
    UUID id,
    String name,
    UUID subject,
    String label,
    JobStatus status,
    int attempts,
    String lastError,
    String requestId,
    Instant createdAt,
    Instant dueAt,
    Instant deadlineAt) {}
