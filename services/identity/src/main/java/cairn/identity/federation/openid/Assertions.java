package cairn.identity.federation.openid;

import cairn.common.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Claims under the names by which mappings know them: {@code OIDC-email} and {@code
 * HTTP_OIDC_EMAIL}, as Apache's mod_auth_openidc hands them to Keystone, so that mappings written
 * for it hold here. Pure.
 */
final class Assertions {
  private Assertions() {}

  static Map<String, List<String>> of(Map<String, Object> claims) {
    var assertion = new HashMap<String, List<String>>();
    claims.forEach((name, value) -> {
      var texts = texts(value);
      if (!texts.isEmpty()) {
        assertion.put("OIDC-" + name, texts);
        assertion.put(
            "HTTP_OIDC_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), texts);
      }
    });
    var subject = claims.get("sub");
    if (subject != null) {
      assertion.put("REMOTE_USER", List.of("%s@%s".formatted(subject, claims.get("iss"))));
    }
    return assertion;
  }

  private static List<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(Assertions::text).toList()
        : List.of(text(value));
  }

  private static String text(Object value) {
    return value instanceof Map<?, ?> ? Json.write(value) : String.valueOf(value);
  }
}
