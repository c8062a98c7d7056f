package cairn.identity.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What paths and their parts are called in the JSON-home document. A relation is named after the
 * path's segments: {@code /users/{user_id}/projects} is {@code user_projects}; those of an
 * extension have its name in front. Pure.
 */
final class Relations {
  private static final String API = "https://docs.openstack.org/api/openstack-identity/3/";

  /** Paths whose relation has another name, or belongs to an extension that they do not name. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("/users/{user_id}/password", "rel/user_change_password"),
          Map.entry("/roles/{prior_role_id}/implies", "rel/implied_roles"),
          Map.entry("/roles/{prior_role_id}/implies/{implied_role_id}", "rel/implied_role"),
          Map.entry("/projects/{project_id}/tags/{value}", "rel/project_tags"),
          Map.entry("/users/{user_id}/application_credentials", "rel/application_credentials"),
          Map.entry(
              "/users/{user_id}/application_credentials/{application_credential_id}",
              "rel/application_credential"),
          Map.entry("/users/{user_id}/access_rules", "rel/access_rules"),
          Map.entry("/users/{user_id}/access_rules/{access_rule_id}", "rel/access_rule"),
          Map.entry("/limits/model", "rel/limit_model"),
          Map.entry("/domains/config/default", "rel/domain_config_default"),
          Map.entry("/domains/config/{group}/default", "rel/domain_config_default_group"),
          Map.entry("/domains/config/{group}/{option}/default", "rel/domain_config_default_option"),
          Map.entry("/domains/{domain_id}/config/{group}", "rel/domain_config_group"),
          Map.entry("/domains/{domain_id}/config/{group}/{option}", "rel/domain_config_option"),
          extension(
              "OS-EP-FILTER",
              "/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/endpoints",
              "endpoints_in_endpoint_group"),
          extension(
              "OS-EP-FILTER",
              "/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects",
              "projects_associated_with_endpoint_group"),
          extension(
              "OS-EP-FILTER",
              "/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}",
              "endpoint_group_to_project_association"),
          extension(
              "OS-ENDPOINT-POLICY",
              "/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}",
              "endpoint_policy_association"),
          extension(
              "OS-ENDPOINT-POLICY",
              "/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}",
              "service_policy_association"),
          extension(
              "OS-ENDPOINT-POLICY",
              "/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}",
              "region_and_service_policy_association"),
          extension("OS-OAUTH1", "/OS-OAUTH1/access_token", "access_tokens"),
          extension("OS-OAUTH1", "/OS-OAUTH1/request_token", "request_tokens"),
          extension(
              "OS-OAUTH1", "/OS-OAUTH1/authorize/{request_token_id}", "authorize_request_token"),
          extension("OS-FEDERATION", "/auth/OS-FEDERATION/saml2/ecp", "ecp"),
          extension("OS-FEDERATION", "/auth/OS-FEDERATION/saml2", "saml2"),
          extension("OS-FEDERATION", "/OS-FEDERATION/saml2/metadata", "metadata"),
          extension("OS-FEDERATION", "/auth/OS-FEDERATION/websso/{protocol_id}", "websso"),
          extension(
              "OS-FEDERATION",
              "/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso",
              "identity_providers_websso"),
          extension("OS-SIMPLE-CERT", "/OS-SIMPLE-CERT/ca", "ca_certificate"),
          extension("OS-EC2", "/ec2tokens", "ec2tokens"),
          extension("s3tokens", "/s3tokens", "s3tokens"),
          extension("OS-PKI", "/auth/tokens/OS-PKI/revoked", "revocations"));

  /** Names of parameters that are other ones in the documents. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "prior_role_id", "role_id",
          "implied_role_id", "role_id",
          "value", "tag_value",
          "group", "config_group",
          "option", "config_option");

  /** Parameters that an extension brought. */
  private static final Map<String, String> OF_EXTENSIONS =
      Map.of(
          "endpoint_group_id", "OS-EP-FILTER",
          "idp_id", "OS-FEDERATION",
          "protocol_id", "OS-FEDERATION",
          "mapping_id", "OS-FEDERATION",
          "service_provider_id", "OS-FEDERATION",
          "trust_id", "OS-TRUST",
          "access_token_id", "OS-OAUTH1",
          "consumer_id", "OS-OAUTH1",
          "request_token_id", "OS-OAUTH1");

  private static final Set<String> EXPERIMENTAL =
      Set.of("limit", "limits", "limit_model", "registered_limit", "registered_limits");

  private Relations() {}

  /** The relation of a path below the version. */
  static String of(String path) {
    var known = NAMES.get(path);
    if (known != null) {
      return API + known;
    }
    var extension = "";
    List<String> words = new ArrayList<>();
    for (var segment : path.substring(1).split("/")) {
      if (segment.startsWith("{")) {
        words.add(singular(words.removeLast()));
      } else if (segment.startsWith("OS-")) {
        extension = "ext/" + segment + "/1.0/";
      } else {
        words.add(segment.toLowerCase(Locale.ROOT));
      }
    }
    return API + extension + "rel/" + String.join("_", words);
  }

  /** What a part of a path in braces is called. */
  static String parameter(String name) {
    var extension = OF_EXTENSIONS.get(name);
    return API
        + (extension == null ? "" : "ext/" + extension + "/1.0/")
        + "param/"
        + PARAMETERS.getOrDefault(name, name);
  }

  /** Whether the document says that the resource may change. */
  static boolean experimental(String relation) {
    return EXPERIMENTAL.contains(relation.substring(relation.lastIndexOf('/') + 1));
  }

  private static Map.Entry<String, String> extension(String name, String path, String relation) {
    return Map.entry(path, "ext/" + name + "/1.0/rel/" + relation);
  }

  private static String singular(String word) {
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
