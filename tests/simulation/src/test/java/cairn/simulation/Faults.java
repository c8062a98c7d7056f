package cairn.simulation;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes wrong between the server and PostgreSQL, at which statement or commit of the coming
 * step. For the scheduler's thread; connections are opened by others too.
 */
final class Faults {
  /** What may happen. */
  enum Kind {
    NONE,
    DIE_AT_STATEMENT,
    DIE_BEFORE_COMMIT,
    DIE_AFTER_COMMIT,
    LOSE_ANSWER,
    LOSE_COMMIT,
    REFUSE_COMMIT,
    BREAK_AT_STATEMENT,
    RESTART_POSTGRES
  }

  private static final int STATEMENTS = 30;
  private final Thread scheduler = Thread.currentThread();
  private Kind kind = Kind.NONE;
  private int countdown;
  private volatile boolean down;
  private final AtomicInteger generation = new AtomicInteger();
  private String struck = "";

  /** Prepares the coming step's fault. */
  void plan(Kind next, SplittableRandom random) {
    kind = next;
    countdown =
        switch (next) {
          case DIE_AT_STATEMENT, BREAK_AT_STATEMENT, RESTART_POSTGRES -> random.nextInt(STATEMENTS);
          default -> random.nextInt(3) == 0 ? 1 : 0;
        };
    struck = "";
  }

  /** Nothing goes wrong any more in this step; what has, or nothing. */
  String settle() {
    kind = Kind.NONE;
    var what = struck;
    struck = "";
    return what;
  }

  /** PostgreSQL answers nobody, or again. */
  void down(boolean now) {
    down = now;
    if (now) {
      generation.incrementAndGet();
    }
  }

  boolean isDown() {
    return down;
  }

  /** Raised by each restart: older connections are broken. */
  int generation() {
    return generation.get();
  }

  /** Whether this is the thread on which everything happens. */
  boolean mine() {
    return Thread.currentThread().equals(scheduler);
  }

  /** The fault that strikes at this statement. */
  Kind atStatement() {
    return switch (kind) {
      case DIE_AT_STATEMENT, BREAK_AT_STATEMENT, RESTART_POSTGRES -> strike();
      default -> Kind.NONE;
    };
  }

  /** The fault that strikes at this commit. */
  Kind atCommit() {
    return switch (kind) {
      case DIE_BEFORE_COMMIT, DIE_AFTER_COMMIT, LOSE_ANSWER, LOSE_COMMIT, REFUSE_COMMIT -> strike();
      default -> Kind.NONE;
    };
  }

  private Kind strike() {
    if (!mine() || countdown-- > 0) {
      return Kind.NONE;
    }
    var now = kind;
    kind = Kind.NONE;
    struck = now.name();
    return now;
  }
}
