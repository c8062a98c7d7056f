package cairn.identity.compliance;

import cairn.common.Json;
import cairn.identity.wire.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be set about passwords and accounts; the names in cairn.yaml are those of the group
 * {@code security_compliance} of keystone.conf. Immutable.
 *
 * @param passwordPattern what a password must begin with, as Python's {@code re.match}
 * @param patternDescription what a refused client is told
 * @param uniqueLastPasswords how many passwords, the present one among them, must not come back
 * @param passwordAgeMin how long users must keep a password that they have chosen
 * @param passwordAgeMax how long a password holds
 * @param changeUponFirstUse whether a password that an administrator has set holds only for its
 *     change
 * @param lockoutAttempts after how many wrong passwords in a row an account is locked
 * @param lockoutDuration for how long; empty until an administrator enables it
 * @param inactiveDaysMax after how many days without a login an account counts as disabled
 * @param failuresPerSource how many failed logins a minute an address has
 * @param failuresPerAccount how many wrong passwords a minute an account has
 */
public record SecurityCompliance(
    Optional<Pattern> passwordPattern,
    Optional<String> patternDescription,
    int uniqueLastPasswords,
    Duration passwordAgeMin,
    Optional<Duration> passwordAgeMax,
    boolean changeUponFirstUse,
    Optional<Integer> lockoutAttempts,
    Optional<Duration> lockoutDuration,
    Optional<Integer> inactiveDaysMax,
    int failuresPerSource,
    int failuresPerAccount) {

  /** Nothing is demanded, as in Keystone; guessing is slowed down all the same. */
  public static final SecurityCompliance DEFAULTS =
      new SecurityCompliance(
          Optional.empty(),
          Optional.empty(),
          0,
          Duration.ZERO,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.of(Duration.ofMinutes(30)),
          Optional.empty(),
          100,
          20);

  /** What everybody may know: the options of that group that a domain's configuration shows. */
  public ObjectNode shown() {
    var shown = Json.object();
    passwordPattern.ifPresent(pattern -> shown.put("password_regex", pattern.pattern()));
    patternDescription.ifPresent(text -> shown.put("password_regex_description", text));
    return shown;
  }

  /**
   * Lets a new password pass if it looks as it must.
   *
   * @throws cairn.common.CloudException BAD_REQUEST, with the description
   */
  public void checkLooks(String password) {
    if (passwordPattern.filter(pattern -> !pattern.matcher(password).lookingAt()).isPresent()) {
      throw Refusals.invalid(
          "The password does not match the requirements: %s."
              .formatted(patternDescription.orElse("None")));
    }
  }
}
