package cairn.app;

import cairn.common.Json;
import cairn.common.Time;
import cairn.policy.Audit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** The audit trail as lines of JSON in a file. Thread-safe. */
final class AuditLog implements Audit, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final BufferedWriter writer;
  private final Time time;

  AuditLog(Path file, Time time) throws IOException {
    writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.time = time;
  }

  @Override
  public void record(Event event) {
    var line =
        Json.object()
            .put("time", time.now().toString())
            .put("request_id", event.requestId())
            .put("user_id", event.caller().userId())
            .put("project_id", event.caller().projectId().orElse(""))
            .put("audit_id", event.caller().auditId())
            .put("action", event.action())
            .put("path", event.path())
            .put("outcome", event.outcome())
            .toString();
    lock.lock();
    try {
      writer.write(line);
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the audit line was not written: " + line, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
