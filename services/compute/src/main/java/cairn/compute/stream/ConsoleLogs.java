package cairn.compute.stream;

import cairn.protocol.FromHost;
import cairn.protocol.ToHost;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Questions for the end of guests' serial consoles, each with its answer. Safe for many threads.
 */
final class ConsoleLogs {
  private static final long SECONDS_MAX = 10;

  private record Question(UUID host, CompletableFuture<String> answer) {}

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Question> open = new ConcurrentHashMap<>();

  /** Waits for the host's answer; empty when it does not come. */
  Optional<String> ask(HostStream stream, UUID server, int bytesMax) {
    var number = numbers.incrementAndGet();
    var answer = new CompletableFuture<String>();
    open.put(number, new Question(stream.host(), answer));
    try {
      stream.send(new ToHost.ReadConsoleLog(number, server, bytesMax));
      return Optional.of(answer.get(SECONDS_MAX, TimeUnit.SECONDS));
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      open.remove(number);
    }
  }

  void answered(HostStream stream, FromHost.ConsoleLog answer) {
    var question = open.get(answer.question());
    if (question != null && question.host().equals(stream.host())) {
      question.answer().complete(answer.text());
    }
  }
}
