package cairn.work;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of the program: services start them, operators look at them; a {@link JobEngine} does
 * them. Safe for many threads.
 */
public final class Jobs {
  /** The topic of the change feed that wakes the engines. */
  static final String TOPIC = "job";

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final Map<String, Job<?>> jobs = new ConcurrentHashMap<>();

  /** The jobs in that database; add each kind before an engine starts. */
  public Jobs(Database database, Time time, Entropy entropy) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
  }

  /** Makes a kind of job known. */
  public void add(Job<?> job) {
    if (jobs.putIfAbsent(job.name(), job) != null) {
      throw new IllegalArgumentException("two jobs are called " + job.name());
    }
  }

  /** The names of all kinds. */
  public Set<String> names() {
    return Set.copyOf(jobs.keySet());
  }

  /** Starts a job that needs no arguments, as part of the transaction. */
  public UUID start(Transaction transaction, String name, UUID subject) {
    return start(transaction, name, subject, Json.object());
  }

  /** Starts a job as part of the transaction: it begins when that is committed. */
  public UUID start(Transaction transaction, String name, UUID subject, JsonNode arguments) {
    return start(transaction, name, subject, arguments, Duration.ZERO);
  }

  /** Starts a job that begins after that delay. */
  public UUID start(
      Transaction transaction, String name, UUID subject, JsonNode arguments, Duration delay) {
    var job = job(name);
    var id = entropy.uuid();
    var now = time.now();
    JobStore.insert(
        transaction,
        id,
        name,
        subject,
        job.labels().getEnumConstants()[0].name(),
        arguments,
        RequestId.current(),
        now,
        now.plus(delay),
        now.plus(delay).plus(job.deadline()));
    transaction.changed(TOPIC, name);
    return id;
  }

  /**
   * Ends the naps of the jobs about that resource, as part of the transaction: what they wait for
   * may have happened. A step that runs now is done once more.
   */
  public void hurry(Transaction transaction, UUID subject) {
    if (JobStore.hurry(transaction, subject, time.now())) {
      transaction.changed(TOPIC, "");
    }
  }

  /** How many jobs have that status. */
  public long count(JobStatus status) {
    return database.read(tx -> JobStore.count(tx, status));
  }

  /** The oldest jobs with that status. */
  public List<JobInfo> list(JobStatus status, int limit) {
    return database.read(tx -> JobStore.list(tx, status, limit));
  }

  /** One job. */
  public Optional<JobInfo> find(UUID id) {
    return database.read(tx -> JobStore.find(tx, id));
  }

  /** The jobs about that resource, oldest first. */
  public List<JobInfo> of(UUID subject) {
    return database.read(tx -> JobStore.ofSubject(tx, subject));
  }

  /**
   * Lets a dead job go on at the step where it was given up.
   *
   * @throws CloudException NOT_FOUND when there is no such dead job
   */
  public void retry(UUID id) {
    database.run(tx -> {
      var deadline =
          JobStore.find(tx, id)
              .flatMap(info -> Optional.ofNullable(jobs.get(info.name())))
              .map(Job::deadline)
              .orElse(Duration.ofHours(1));
      if (!JobStore.revive(tx, id, time.now(), time.now().plus(deadline))) {
        throw new CloudException(CloudException.Kind.NOT_FOUND, "There is no dead job " + id + ".");
      }
      tx.changed(TOPIC, "");
    });
  }

  Job<?> job(String name) {
    var job = jobs.get(name);
    if (job == null) {
      throw new IllegalArgumentException("no job is called " + name);
    }
    return job;
  }

  Database database() {
    return database;
  }

  Time time() {
    return time;
  }

  Entropy entropy() {
    return entropy;
  }
}
