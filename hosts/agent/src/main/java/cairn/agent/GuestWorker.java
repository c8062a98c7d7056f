package cairn.agent;

import cairn.common.CloudException;
import cairn.common.RequestId;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus;
import cairn.protocol.GuestStatus.State;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes one guest as it is wanted, one thing after the other. A virtual thread works while there is
 * something to do; what is wanted meanwhile waits, and only the newest of it. Safe for many
 * threads.
 */
final class GuestWorker implements GuestSteps.Guest {
  private static final System.Logger LOG = System.getLogger(GuestWorker.class.getName());

  private final Hypervisor hypervisor;
  private final GuestSteps steps;
  private final Consumer<GuestStatus> report;
  private final Executor threads;

  private GuestRecord record;
  private Optional<GuestSpec> next = Optional.empty();
  private boolean changed;
  private boolean working;
  private String step = "";

  GuestWorker(
      GuestRecord record,
      Hypervisor hypervisor,
      GuestSteps steps,
      Consumer<GuestStatus> report,
      Executor threads) {
    this.record = record;
    this.hypervisor = hypervisor;
    this.steps = steps;
    this.report = report;
    this.threads = threads;
  }

  /** Takes a spec, unless it is older than the one it has. */
  synchronized void want(GuestSpec spec) {
    if (isNews(spec)) {
      next = Optional.of(spec);
      wake();
    } else {
      changed(); // nothing new, but the server asks
    }
  }

  private boolean isNews(GuestSpec spec) {
    var newest = next.orElse(record.spec());
    if (spec.generation() != newest.generation()) {
      return spec.generation() > newest.generation();
    }
    var idle = next.isEmpty() && !working && !record.settled();
    var backAgain = newest.power() == Power.ABSENT && spec.power() != Power.ABSENT;
    return idle || backAgain;
  }

  /** Removes the guest, which the cloud does not know. */
  synchronized void unwanted() {
    next = Optional.of(absent(next.orElse(record.spec())));
    wake();
  }

  /** Looks at the guest: its state has changed, or an earlier agent had begun something. */
  synchronized void changed() {
    changed = true;
    wake();
  }

  /** What is wanted now of the guest. */
  synchronized GuestSpec spec() {
    return next.orElse(record.spec());
  }

  /** Whether nothing is left of the guest, nor wanted. */
  synchronized boolean gone() {
    return !working
        && next.isEmpty()
        && record.spec().power() == Power.ABSENT
        && hypervisor.state(record.server()) == State.ABSENT;
  }

  synchronized GuestStatus status() {
    var state = hypervisor.state(record.server());
    var settled = record.settled() && next.isEmpty();
    var failed = settled && !record.fault().isEmpty();
    if (failed && state != State.RUNNING && state != State.PAUSED) {
      state = State.FAILED;
    }
    var detail = failed || !settled ? record.detail() : hypervisor.reason(record.server());
    return new GuestStatus(
        record.server(),
        record.spec().generation(),
        record.boot(),
        state,
        settled,
        settled ? "" : step,
        failed ? record.fault() : "",
        detail);
  }

  private synchronized void wake() {
    if (!working) {
      working = true;
      threads.execute(this::work);
    }
  }

  private void work() {
    while (take()) {
      RequestId.run(record().spec().requestId(), this::once);
    }
  }

  /** Takes the newest of what is wanted; false, and the thread ends, when there is nothing. */
  private boolean take() {
    GuestRecord taken;
    synchronized (this) {
      if (next.isEmpty() && !changed) {
        working = false;
        report.accept(status());
        return false;
      }
      if (next.isPresent()) {
        record = record.wanting(next.get());
        next = Optional.empty();
      }
      changed = false;
      taken = record;
    }
    keepUnlessAbsent(taken);
    return true;
  }

  private void once() {
    try {
      if (record().settled()) {
        steps.tend(this);
        return;
      }
      steps.ensure(this);
      keep(record().done());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException failure) {
    var detail = detail(failure);
    LOG.log(
        Level.WARNING,
        () -> "guest %s at \"%s\": %s".formatted(record().server(), step, detail),
        failure);
    try {
      steps.undo(this);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, () -> "guest " + record().server() + ": not undone", e);
    }
    var fault =
        failure instanceof CloudException known
            ? String.valueOf(known.getMessage())
            : "The host could not run the server.";
    keep(record().givenUp(fault, detail));
  }

  private static String detail(RuntimeException failure) {
    if (failure instanceof CloudException known) {
      return known.detail();
    }
    return failure.toString();
  }

  @Override
  public synchronized GuestRecord record() {
    return record;
  }

  @Override
  public void keep(GuestRecord changedRecord) {
    synchronized (this) {
      record = changedRecord;
    }
    keepUnlessAbsent(changedRecord);
  }

  private void keepUnlessAbsent(GuestRecord kept) {
    if (kept.spec().power() == Power.ABSENT && hypervisor.state(kept.server()) == State.ABSENT) {
      return;
    }
    try {
      hypervisor.keep(kept);
    } catch (CloudException e) {
      LOG.log(Level.WARNING, () -> "guest " + kept.server() + ": " + e.detail(), e);
    }
  }

  @Override
  public void step(String words) {
    synchronized (this) {
      step = words;
      report.accept(status());
    }
  }

  @Override
  public synchronized boolean abandoned() {
    return next.isPresent();
  }

  @Override
  public synchronized boolean hurried() {
    return next.map(newer ->
            newer.power() == Power.ABSENT
                || (newer.hardReboot() && newer.boot() > record.spec().boot()))
        .orElse(false);
  }

  private static GuestSpec absent(GuestSpec spec) {
    return new GuestSpec(
        spec.server(),
        spec.generation(),
        spec.requestId(),
        Power.ABSENT,
        spec.boot(),
        true,
        spec.name(),
        spec.machine(),
        spec.disk(),
        spec.nics(),
        spec.configDrive(),
        spec.metadata());
  }
}
