package cairn.identity.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lately used texts held when they were opened, so that a token is decrypted once and not for
 * each request. Only what the text and the keys alone say is kept: whether the token still holds is
 * asked anew each time. Bounded; safe for many threads.
 */
final class OpenedTokens {
  /** Of each of two generations; the older one is dropped when the younger is full. */
  private static final int TEXTS_MAX = 4096;

  private record Opened(List<FernetKey> keys, Token token) {}

  private record Generations(Map<String, Opened> younger, Map<String, Opened> older) {}

  private volatile Generations generations = new Generations(new ConcurrentHashMap<>(), Map.of());

  /** The token, if it was opened with these very keys. */
  @SuppressWarnings("ReferenceEquality") // the repository replaces its list as a whole
  Optional<Token> get(String text, List<FernetKey> keys) {
    var now = generations;
    var found = now.younger().get(text);
    if (found == null) {
      found = now.older().get(text);
      if (found == null) {
        return Optional.empty();
      }
      put(text, found);
    }
    return found.keys() == keys ? Optional.of(found.token()) : Optional.empty();
  }

  void put(String text, List<FernetKey> keys, Token token) {
    put(text, new Opened(keys, token));
  }

  private void put(String text, Opened opened) {
    if (generations.younger().size() >= TEXTS_MAX) {
      turn();
    }
    generations.younger().put(text, opened);
  }

  private synchronized void turn() {
    if (generations.younger().size() >= TEXTS_MAX) {
      generations = new Generations(new ConcurrentHashMap<>(), generations.younger());
    }
  }
}
