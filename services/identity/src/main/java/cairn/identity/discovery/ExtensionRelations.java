package cairn.identity.discovery;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** The relations of JSON-home that are named after an extension, below the API's own name. Pure. */
final class ExtensionRelations {
  private static final String OAUTH = "ext/OS-OAUTH1/1.0/";
  private static final String TRUST = "ext/OS-TRUST/1.0/";
  private static final String EC2 = "ext/OS-EC2/1.0/";
  private static final String ACCESS_TOKENS = "/users/{user_id}/OS-OAUTH1/access_tokens";

  private static final Map<String, String> BY_PATH =
      Map.ofEntries(
          entry("/OS-TRUST/trusts", TRUST + "rel/trusts"),
          entry("/OS-TRUST/trusts/{trust_id}", TRUST + "rel/trust"),
          entry("/OS-TRUST/trusts/{trust_id}/roles", TRUST + "rel/trust_roles"),
          entry("/OS-TRUST/trusts/{trust_id}/roles/{role_id}", TRUST + "rel/trust_role"),
          entry("/ec2tokens", EC2 + "rel/ec2tokens"),
          entry("/users/{user_id}/credentials/OS-EC2", EC2 + "rel/user_credentials"),
          entry("/users/{user_id}/credentials/OS-EC2/{credential_id}", EC2 + "rel/user_credential"),
          entry("/s3tokens", "ext/s3tokens/1.0/rel/s3tokens"),
          entry("/OS-OAUTH1/consumers", OAUTH + "rel/consumers"),
          entry("/OS-OAUTH1/consumers/{consumer_id}", OAUTH + "rel/consumer"),
          entry("/OS-OAUTH1/request_token", OAUTH + "rel/request_tokens"),
          entry("/OS-OAUTH1/access_token", OAUTH + "rel/access_tokens"),
          entry("/OS-OAUTH1/authorize/{request_token_id}", OAUTH + "rel/authorize_request_token"),
          entry(ACCESS_TOKENS, OAUTH + "rel/user_access_tokens"),
          entry(ACCESS_TOKENS + "/{access_token_id}", OAUTH + "rel/user_access_token"),
          entry(ACCESS_TOKENS + "/{access_token_id}/roles", OAUTH + "rel/user_access_token_roles"),
          entry(
              ACCESS_TOKENS + "/{access_token_id}/roles/{role_id}",
              OAUTH + "rel/user_access_token_role"),
          entry("/OS-OAUTH2/token", "ext/OS-OAUTH2/1.0/rel/token"),
          entry("/OS-REVOKE/events", "ext/OS-REVOKE/1.0/rel/events"),
          entry("/users/{user_id}/application_credentials", "rel/application_credentials"),
          entry(
              "/users/{user_id}/application_credentials/{application_credential_id}",
              "rel/application_credential"),
          entry("/users/{user_id}/access_rules", "rel/access_rules"),
          entry("/users/{user_id}/access_rules/{access_rule_id}", "rel/access_rule"));

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "trust_id", TRUST + "param/trust_id",
          "consumer_id", OAUTH + "param/consumer_id",
          "request_token_id", OAUTH + "param/request_token_id",
          "access_token_id", OAUTH + "param/access_token_id");

  private ExtensionRelations() {}

  /** The relation of a path, if it is not simply named after its segments. */
  static Optional<String> of(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  /** The relation of a variable in a path. */
  static String parameter(String name) {
    return PARAMETERS.getOrDefault(name, "param/" + name);
  }
}
