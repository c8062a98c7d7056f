package cairn.identity.compliance;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The options of a user that free them from a rule. */
public enum UserOption {
  IGNORE_CHANGE_PASSWORD_UPON_FIRST_USE,
  IGNORE_PASSWORD_EXPIRY,
  IGNORE_LOCKOUT_FAILURE_ATTEMPTS,
  LOCK_PASSWORD,
  IGNORE_USER_INACTIVITY;

  /** Whether the user's options say so. */
  public boolean in(JsonNode options) {
    return options.path(name().toLowerCase(Locale.ROOT)).booleanValue(false);
  }
}
