package cairn.placement.allocation;

import java.util.Map;
import java.util.UUID;

/**
 * All that one consumer is to have.
 *
 * @param type what kind of thing the consumer is, empty where an older client does not say
 * @param expected the consumer's generation that this was decided on
 * @param resources amounts by provider and class
 */
record Claim(
    UUID consumer,
    String project,
    String user,
    String type,
    Expected expected,
    Map<UUID, Map<String, Long>> resources) {

  /** What the consumer's generation is to be. */
  sealed interface Expected {}

  /** Whatever it is. */
  record Any() implements Expected {}

  /** There is no such consumer yet. */
  record New() implements Expected {
    @Override
    public String toString() {
      return "null";
    }
  }

  /** Just this. */
  record Exactly(Long generation) implements Expected {
    @Override
    public String toString() {
      return generation.toString();
    }
  }
}
