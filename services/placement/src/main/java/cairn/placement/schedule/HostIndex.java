package cairn.placement.schedule;

import cairn.placement.provider.Providers;
import cairn.sql.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The newest snapshot of all hosts, kept in memory from the rows. It is derived: it may be thrown
 * away and loaded again, and it may be a moment old, which a claim finds out. Safe for many
 * threads.
 */
public final class HostIndex {
  /** The change feed's topic; its keys are provider ids, to be handed to {@link #refresh}. */
  public static final String TOPIC = Providers.TOPIC;

  private final Database database;
  private final HostStore store = new HostStore();
  private final Dictionary dictionary = new Dictionary();
  private volatile Snapshot newest;

  public HostIndex(Database database) {
    this.database = database;
    this.newest = Snapshot.of(List.of(), dictionary);
  }

  /** All hosts as last heard of. */
  public Snapshot snapshot() {
    return newest;
  }

  /** Reads everything anew: at start, and when changes may have been missed. */
  public synchronized void load() {
    newest = Snapshot.of(database.read(store::all), dictionary);
  }

  /**
   * Reads those of these hosts anew that have changed since they were read; what this process has
   * claimed itself is known already.
   */
  public void follow(Collection<UUID> ids) {
    var wanted = Set.copyOf(ids);
    if (!wanted.isEmpty()) {
      var standings = database.read(tx -> store.standings(tx, wanted));
      var snapshot = newest;
      refresh(
          wanted.stream()
              .filter(id -> !known(snapshot, Optional.ofNullable(standings.get(id))))
              .toList());
    }
  }

  private static boolean known(Snapshot snapshot, Optional<HostStore.Standing> standing) {
    return standing.flatMap(one -> snapshot.host(one.id()).map(one::isThatOf)).orElse(false);
  }

  /** Reads these hosts anew, in one statement. */
  public void refresh(Collection<UUID> ids) {
    var wanted = Set.copyOf(ids);
    if (!wanted.isEmpty()) {
      apply(wanted, database.read(tx -> store.some(tx, wanted)));
    }
  }

  private synchronized void apply(Set<UUID> wanted, List<Host> read) {
    var gone = new HashSet<>(wanted);
    var changed = newest;
    for (var host : read) {
      gone.remove(host.id());
      changed = newer(changed, host) ? changed.with(host) : changed;
    }
    for (var id : gone) {
      changed = changed.without(id);
    }
    newest = changed;
  }

  private static boolean newer(Snapshot snapshot, Host host) {
    return snapshot
        .host(host.id())
        .map(known -> host.generation() >= known.generation())
        .orElse(true);
  }

  /**
   * Takes over a claim that this process has committed, ahead of the change feed.
   *
   * @param generation of the provider after the claim; if the host is not known as it was just
   *     before, the claim is left to the change feed
   */
  public synchronized void claimed(UUID id, Map<String, Long> resources, long generation) {
    var host = newest.host(id);
    if (host.isPresent() && host.get().generation() == generation - 1) {
      newest = newest.claimed(id, resources);
    }
  }
}
