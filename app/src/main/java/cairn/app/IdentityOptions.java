package cairn.app;

import cairn.common.CloudException;
import cairn.identity.AccountSettings;
import cairn.identity.FederationSettings;
import cairn.identity.IdentitySettings;
import cairn.identity.ResourceSettings;
import cairn.identity.TokenSettings;
import cairn.identity.compliance.SecurityCompliance;
import cairn.identity.limit.LimitModel;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The key {@code identity} of {@code cairn.yaml}: every key of it may be left out. Names and
 * meanings are those of keystone.conf; docs/operator/configuration.md has them.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record IdentityOptions(
    Optional<Tokens> tokens,
    Optional<String> enforcementModel,
    Optional<Integer> maxProjectTreeDepth,
    Optional<List<String>> trustedDashboards,
    Optional<Integer> loginMemorySeconds,
    Optional<Compliance> securityCompliance) {

  /** What new tokens are. */
  enum Tokens {
    @JsonProperty("fernet")
    FERNET,
    @JsonProperty("jws")
    JWS
  }

  /** Ages are in days, the duration of a lock-out is in seconds. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Compliance(
      Optional<String> passwordRegex,
      Optional<String> passwordRegexDescription,
      Optional<Integer> uniqueLastPasswordCount,
      Optional<Integer> minimumPasswordAge,
      Optional<Integer> passwordExpiresDays,
      Optional<Boolean> changePasswordUponFirstUse,
      Optional<Integer> lockoutFailureAttempts,
      Optional<Integer> lockoutDuration,
      Optional<Integer> disableUserAccountDaysInactive,
      Optional<Integer> failuresPerMinuteAndAddress,
      Optional<Integer> failuresPerMinuteAndAccount) {

    SecurityCompliance rules() {
      var usual = SecurityCompliance.DEFAULTS;
      return new SecurityCompliance(
          passwordRegex.map(Compliance::pattern),
          passwordRegexDescription,
          uniqueLastPasswordCount.orElse(usual.uniqueLastPasswords()),
          minimumPasswordAge.map(Duration::ofDays).orElse(usual.passwordAgeMin()),
          passwordExpiresDays.map(Duration::ofDays),
          changePasswordUponFirstUse.orElse(usual.changeUponFirstUse()),
          lockoutFailureAttempts,
          lockoutDuration.map(Duration::ofSeconds).or(usual::lockoutDuration),
          disableUserAccountDaysInactive,
          failuresPerMinuteAndAddress.orElse(usual.failuresPerSource()),
          failuresPerMinuteAndAccount.orElse(usual.failuresPerAccount()));
    }

    private static Pattern pattern(String text) {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw wrong("security_compliance.password_regex", e.getDescription());
      }
    }
  }

  /** Those settings with what is said here. */
  IdentitySettings over(IdentitySettings usual) {
    var resources =
        new ResourceSettings(
            enforcementModel.map(IdentityOptions::model).orElse(usual.resources().limitModel()),
            maxProjectTreeDepth.orElse(usual.resources().projectDepthMax()));
    var accounts =
        new AccountSettings(
            securityCompliance.map(Compliance::rules).orElse(usual.accounts().compliance()),
            loginMemorySeconds.map(Duration::ofSeconds).orElse(usual.accounts().loginMemory()));
    return usual
        .with(
            new TokenSettings(
                tokens.map(IdentityOptions::kind).orElse(usual.tokens().kind()),
                usual.tokens().lifetime()))
        .with(accounts)
        .with(resources)
        .with(trustedDashboards.map(FederationSettings::new).orElse(usual.federation()));
  }

  private static TokenSettings.Kind kind(Tokens chosen) {
    return switch (chosen) {
      case FERNET -> TokenSettings.Kind.FERNET;
      case JWS -> TokenSettings.Kind.JWS;
    };
  }

  private static LimitModel model(String name) {
    return Arrays.stream(LimitModel.values())
        .filter(model -> model.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("enforcement_model", "it is flat or strict_two_level"));
  }

  private static CloudException wrong(String key, String why) {
    return new CloudException(
        CloudException.Kind.BAD_REQUEST, "cairn.yaml: identity.%s: %s".formatted(key, why));
  }
}
