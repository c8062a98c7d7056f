package cairn.work;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A job that this process has taken, at one of its steps. */
record LeasedJob(
    UUID id,
    UUID token,
    String name,
    UUID subject,
    String label,
    Instant labelAt,
    JsonNode arguments,
    String requestId,
    int attempts,
    String lastError,
    Instant deadlineAt) {
  LeasedJob at(String next, Instant since, JsonNode now) {
    return new LeasedJob(id, token, name, subject, next, since, now, requestId, 1, "", deadlineAt);
  }

  JobRun run() {
    return new JobRun(id, subject, arguments, labelAt, attempts);
  }
}
