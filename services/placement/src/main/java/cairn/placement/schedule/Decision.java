package cairn.placement.schedule;

import java.util.List;
import java.util.UUID;

/** What the scheduler found. */
public sealed interface Decision {
  /**
   * A host that fits.
   *
   * @param generation of the host's provider when this was planned
   */
  record Plan(UUID provider, String name, long generation) implements Decision {}

  /**
   * No host fits.
   *
   * @param hosts how many were looked at
   * @param refused each host once, under the first rule that turned it down; in order of the rules
   * @param closest the smallest change that would have fitted, empty when there is no host at all
   * @param text all of it as sentences for the user
   */
  record Refusal(int hosts, List<Refused> refused, String closest, String text)
      implements Decision {}

  /**
   * How many hosts one rule turned down.
   *
   * @param rule its name, {@code memory} or {@code zone}
   * @param text what was wrong with them, {@code have too little memory (...)}
   */
  record Refused(String rule, int hosts, String text) {}
}
