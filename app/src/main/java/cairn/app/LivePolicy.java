package cairn.app;

import cairn.common.Time;
import cairn.policy.Policy;
import cairn.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The rules as the operator's file has them: it is looked at once a second while requests come, and
 * read again when it has changed. A file that cannot be read leaves the rules as they were. Safe
 * for many threads.
 */
final class LivePolicy implements Supplier<Policy> {
  private static final System.Logger LOG = System.getLogger(LivePolicy.class.getName());
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<Rule> rules;
  private final PolicySettings settings;
  private final Time time;
  private final AtomicLong lookedAt;
  private volatile String seen;
  private volatile Policy policy;

  /** Reads the file; what is wrong with it is thrown. */
  LivePolicy(List<Rule> rules, PolicySettings settings, Time time) {
    this.rules = List.copyOf(rules);
    this.settings = settings;
    this.time = time;
    this.lookedAt = new AtomicLong(time.nanos());
    this.seen = stamp();
    this.policy = read();
  }

  @Override
  public Policy get() {
    var before = lookedAt.get();
    var now = time.nanos();
    if (settings.file().isPresent()
        && now - before >= LOOK_NANOS
        && lookedAt.compareAndSet(before, now)) {
      look();
    }
    return policy;
  }

  private void look() {
    var stamp = stamp();
    if (stamp.equals(seen)) {
      return;
    }
    seen = stamp;
    try {
      policy = read();
      LOG.log(System.Logger.Level.INFO, "the policy file was read again");
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the policy file cannot be used, the rules stay as they were: {0}",
          e.getMessage());
    }
  }

  private Policy read() {
    return new Policy(rules, settings.overrides(), settings.enforceScope());
  }

  /** Differs when the file does. */
  private String stamp() {
    return settings.file().map(LivePolicy::stamp).orElse("");
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "none";
    }
  }
}
