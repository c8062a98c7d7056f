package cairn.identity.federation.openid;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.identity.wire.Refusals;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * The discovery documents and keys of issuers, kept for a while. A key that is not known is looked
 * for again, though not more often than every half minute, so that strangers cannot make us ask.
 * Safe for many threads; who waits for an issuer that is dead holds up its own logins only.
 */
final class Issuers {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private record Known(JsonNode discovery, JWKSet keys, Instant readAt) {}

  /** One issuer; the lock makes many logins read once. */
  private static final class Entry {
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();
  }

  private final IssuerClient client;
  private final Time time;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Issuers(IssuerClient client, Time time) {
    this.client = client;
    this.time = time;
  }

  /** The address that the discovery document has under that name, {@code token_endpoint}. */
  String endpoint(OpenIdSettings settings, String name) {
    var url = known(settings, FRESH).discovery().path(name);
    if (!url.isString()) {
      throw Refusals.unauthenticated("%s names no %s".formatted(settings.issuer(), name));
    }
    return url.stringValue();
  }

  /** The keys that may have made a signature. */
  List<JWK> keys(OpenIdSettings settings, JWKMatcher matcher) {
    var selector = new JWKSelector(matcher);
    var found = selector.select(known(settings, FRESH).keys());
    return found.isEmpty() ? selector.select(known(settings, AGAIN).keys()) : found;
  }

  private Known known(OpenIdSettings settings, Duration ageMax) {
    var entry = entries.computeIfAbsent(settings.discoveryUrl(), _ -> new Entry());
    return fresh(entry, ageMax)
        .orElseGet(() -> {
          entry.reading.lock();
          try {
            return fresh(entry, ageMax)
                .orElseGet(() -> {
                  var read = read(settings);
                  entry.known = Optional.of(read);
                  return read;
                });
          } finally {
            entry.reading.unlock();
          }
        });
  }

  private Optional<Known> fresh(Entry entry, Duration ageMax) {
    return entry.known.filter(known -> known.readAt().plus(ageMax).isAfter(time.now()));
  }

  private Known read(OpenIdSettings settings) {
    var discovery = client.get(settings.discoveryUrl()).body();
    if (!discovery.path("issuer").asString("").equals(settings.issuer())) {
      throw wrong(
          "%s is the document of %s"
              .formatted(settings.discoveryUrl(), discovery.path("issuer").asString("nobody")));
    }
    var keys = client.get(discovery.path("jwks_uri").asString("")).body();
    try {
      return new Known(discovery, JWKSet.parse(keys.toString()), time.now());
    } catch (ParseException e) {
      throw wrong("the keys of %s are none".formatted(settings.issuer()));
    }
  }

  private static CloudException wrong(String detail) {
    return Refusals.unauthenticated(detail);
  }
}
