package cairn.compute.server;

import cairn.common.Time;
import cairn.compute.action.Actions;
import cairn.compute.server.ObservedStore.Move;
import cairn.compute.server.ObservedStore.Observable;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what agents observe into servers' rows. Safe for many threads. */
public final class Observed {
  private final Database database;
  private final Time time;
  private final Actions actions;
  private final Removal removal;
  private final ObservedStore store = new ObservedStore();

  /** Writes to that database. */
  public Observed(Database database, Time time, Actions actions, Removal removal) {
    this.database = database;
    this.time = time;
    this.actions = actions;
    this.removal = removal;
  }

  /** In one transaction; a constant number of statements but for what is removed. */
  void write(Map<UUID, Observations.Seen> seen) {
    database.run(tx -> write(tx, seen));
  }

  private void write(Transaction tx, Map<UUID, Observations.Seen> seen) {
    var moves = new ArrayList<Move>();
    var gone = new ArrayList<Observable>();
    var done = new ArrayList<UUID>();
    var failed = new ArrayList<Actions.Failed>();
    for (var row : store.lock(tx, seen.keySet())) {
      var one = seen.get(row.id().value());
      if (one == null || !one.host().equals(row.host())) {
        continue;
      }
      var transition = Transition.of(row.known(), one.status());
      if (transition.isEmpty()) {
        if (Transition.isLost(row.known(), one.status())) {
          tx.changed(Servers.TOPIC, row.id().toString());
        }
        continue;
      }
      var change = transition.get();
      if (change.status() == ServerStatus.DELETED) {
        gone.add(row);
        done.add(row.id().value());
        continue;
      }
      moves.add(new Move(row.id(), change, one.status().detail()));
      if (change.stop()) {
        tx.changed(Servers.TOPIC, row.id().toString());
      }
      change
          .actionFault()
          .ifPresentOrElse(
              fault ->
                  failed.add(new Actions.Failed(row.id().value(), fault, one.status().detail())),
              () -> done.add(row.id().value()));
    }
    apply(tx, moves, gone, done, failed);
  }

  private void apply(
      Transaction tx,
      List<Move> moves,
      List<Observable> gone,
      List<UUID> done,
      List<Actions.Failed> failed) {
    var now = time.now();
    if (!moves.isEmpty()) {
      store.move(tx, moves, now);
    }
    actions.succeed(tx, done, now);
    actions.fail(tx, failed, now);
    for (var row : gone) {
      removal.finish(tx, row.id(), row.projectId(), row.usage(), row.nics());
    }
  }
}
