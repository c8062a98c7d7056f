package cairn.guests;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the API has promised. Safe for many threads. */
final class Ledger {
  /** Answered 202, and not asked to go since. */
  final Set<String> created = ConcurrentHashMap.newKeySet();

  /** Asked to go, answered 204. */
  final Set<String> deleted = ConcurrentHashMap.newKeySet();

  /** Asked to go, but nobody knows what became of it. */
  final Set<String> maybeDeleted = ConcurrentHashMap.newKeySet();

  /** What must not have been answered. */
  final Set<String> wrong = ConcurrentHashMap.newKeySet();

  /** How many creations have an unknown end. */
  final Set<String> maybeCreated = ConcurrentHashMap.newKeySet();

  @Override
  public String toString() {
    return "%d created that stay, %d deleted, %d perhaps created, %d perhaps deleted"
        .formatted(created.size(), deleted.size(), maybeCreated.size(), maybeDeleted.size());
  }
}
