package cairn.app;

import cairn.common.Json;
import cairn.common.Time;
import cairn.policy.Audit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The audit trail as lines of JSON in a file. The line of a change or a refusal is in the file
 * before the answer goes out; those of plain reads may follow a moment later, many in one write.
 * Thread-safe.
 */
final class AuditLog implements Audit, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
  private static final Duration DELAY_MAX = Duration.ofMillis(100);
  private static final int BYTES_MAX = 64 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream(BYTES_MAX);
  private final OutputStream file;
  private final Time time;
  private final Thread writer;

  AuditLog(Path file, Time time) throws IOException {
    this.file = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.time = time;
    this.writer = Thread.ofVirtual().name("audit").start(this::follow);
  }

  @Override
  public void record(Event event) {
    var line = line(event);
    lock.lock();
    try {
      if (lines.size() == 0) {
        begun.signal();
      }
      lines.writeBytes(line);
      if (!event.plainRead() || lines.size() > BYTES_MAX) {
        write();
      }
    } finally {
      lock.unlock();
    }
  }

  private byte[] line(Event event) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = Json.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("time", time.now().toString());
      json.writeStringProperty("request_id", event.requestId());
      json.writeStringProperty("user_id", event.caller().userId());
      json.writeStringProperty("project_id", event.caller().projectId().orElse(""));
      json.writeStringProperty("audit_id", event.caller().auditId());
      json.writeStringProperty("action", event.action());
      json.writeStringProperty("path", event.path());
      json.writeNumberProperty("outcome", event.outcome());
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** With the lock held. */
  private void write() {
    try {
      lines.writeTo(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "audit lines were not written", e);
    }
    lines.reset();
  }

  /** Writes what has waited long enough; sleeps while there is nothing. */
  private void follow() {
    try {
      while (true) {
        lock.lockInterruptibly();
        try {
          while (lines.size() == 0) {
            begun.await();
          }
        } finally {
          lock.unlock();
        }
        time.sleep(DELAY_MAX);
        flush();
      }
    } catch (InterruptedException e) {
      flush();
    }
  }

  private void flush() {
    lock.lock();
    try {
      if (lines.size() > 0) {
        write();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    writer.interrupt();
    flush();
    file.close();
  }
}
