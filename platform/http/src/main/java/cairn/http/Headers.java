package cairn.http;

import java.util.List;
import java.util.Optional;

/** A request's header fields; names in any case. */
public interface Headers {
  /** The field's values in the order in which they came. */
  List<String> all(String name);

  /** The field's first value. */
  default Optional<String> first(String name) {
    var values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The caller's token; clients of OAuth 2.0 have another field for it (RFC 6750). */
  default Optional<String> token() {
    return first("X-Auth-Token")
        .or(() ->
            first("Authorization")
                .filter(text -> text.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(text -> text.substring(7).strip()));
  }
}
