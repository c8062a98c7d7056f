package cairn.identity.transfer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an import did, noun by noun. Used by one thread. */
public final class Report {
  /** What became of a thing. */
  enum Fate {
    ADDED("added"),
    KEPT("here already"),
    MATCHED("taken for the one of that name that is here"),
    SKIPPED("left out");

    private final String words;

    Fate(String words) {
      this.words = words;
    }
  }

  private final Map<String, Map<Fate, Integer>> counts = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  void count(String noun, Fate fate) {
    counts.computeIfAbsent(noun, _ -> new EnumMap<>(Fate.class)).merge(fate, 1, Integer::sum);
  }

  void note(String text) {
    notes.add(text);
  }

  int of(String noun, Fate fate) {
    return counts.getOrDefault(noun, Map.of()).getOrDefault(fate, 0);
  }

  /** For people: a line for each noun, then what is worth knowing. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    counts.forEach((noun, fates) -> {
      var parts = new ArrayList<String>();
      fates.forEach((fate, count) -> parts.add("%d %s".formatted(count, fate.words)));
      lines.add("%s: %s".formatted(noun, String.join(", ", parts)));
    });
    lines.addAll(notes);
    return lines;
  }
}
