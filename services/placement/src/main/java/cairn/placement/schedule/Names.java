package cairn.placement.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small numbers for names, so that blocks are plain arrays. A name keeps its number for good; all
 * snapshots of one index share them. Safe for many threads.
 */
final class Names {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  /** The name's number, a new one when it has none. */
  int number(String name) {
    return numbers.computeIfAbsent(name, _ -> next.getAndIncrement());
  }

  /** The name's number; -1 when no host ever had it. */
  int known(String name) {
    return numbers.getOrDefault(name, -1);
  }
}
