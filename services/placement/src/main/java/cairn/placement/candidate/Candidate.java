package cairn.placement.candidate;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One way to meet a need.
 *
 * @param resources amounts by provider and class
 * @param mappings which providers meet which group, by its suffix
 */
record Candidate(Map<UUID, Map<String, Long>> resources, Map<String, TreeSet<UUID>> mappings) {
  static final Candidate NOTHING = new Candidate(Map.of(), Map.of());

  /** The same with a group met by that provider. */
  Candidate with(String group, UUID provider, Map<String, Long> amounts) {
    var more = new TreeMap<UUID, Map<String, Long>>();
    resources.forEach((id, has) -> more.put(id, new TreeMap<>(has)));
    if (!amounts.isEmpty()) {
      var has = more.computeIfAbsent(provider, _ -> new TreeMap<>());
      amounts.forEach((name, amount) -> has.merge(name, amount, Long::sum));
    }
    var mapped = new TreeMap<>(mappings);
    var providers = new TreeSet<>(mapped.getOrDefault(group, new TreeSet<>()));
    providers.add(provider);
    mapped.put(group, providers);
    return new Candidate(more, mapped);
  }
}
