package cairn.identity.user;

import cairn.http.Query;
import cairn.identity.wire.Refusals;
import cairn.sql.ListQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The filter {@code password_expires_at=lt:2026-01-02T03:04:05Z}, any number of times. Pure. */
final class ExpiryFilter {
  private static final Map<String, String> OPERATORS =
      Map.of("lt", "<", "lte", "<=", "gt", ">", "gte", ">=", "eq", "=", "neq", "<>");

  private ExpiryFilter() {}

  static void asked(Query query, ListQuery list) {
    var number = 0;
    for (var text : query.all("password_expires_at")) {
      var colon = text.indexOf(':');
      var name = text.substring(0, Math.max(colon, 0));
      var operator = OPERATORS.get(name);
      if (operator == null) {
        throw Refusals.invalid(
            "The given operator %s is not valid. It must be one of the following: lt, lte, gt, gte, eq, neq."
                .formatted(name));
      }
      var parameter = "expires" + number++;
      list.where(
          "u.password_expires_at %s :%s".formatted(operator, parameter),
          parameter,
          instant(text.substring(colon + 1)));
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusals.invalid(
          "Timestamp not in expected format. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.");
    }
  }
}
