package cairn.identity.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationsTest {
  private static final String API = "https://docs.openstack.org/api/openstack-identity/3/";

  @ParameterizedTest
  @CsvSource({
    "/users/{user_id}/projects, rel/user_projects",
    "/auth/tokens, rel/auth_tokens",
    "/policies/{policy_id}, rel/policy",
    "/role_inferences, rel/role_inferences",
    "/system/groups/{group_id}/roles/{role_id}, rel/system_group_role",
    "/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints, ext/OS-ENDPOINT-POLICY/1.0/rel/policy_endpoints",
    "/users/{user_id}/credentials/OS-EC2/{credential_id}, ext/OS-EC2/1.0/rel/user_credential",
    "/OS-TRUST/trusts/{trust_id}/roles, ext/OS-TRUST/1.0/rel/trust_roles",
    "/OS-EP-FILTER/projects/{project_id}/endpoint_groups, ext/OS-EP-FILTER/1.0/rel/project_endpoint_groups",
    "/OS-SIMPLE-CERT/ca, ext/OS-SIMPLE-CERT/1.0/rel/ca_certificate",
    "/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles/{role_id}, ext/OS-OAUTH1/1.0/rel/user_access_token_role",
    "/limits/model, rel/limit_model"
  })
  void namesPathsAsTheReference(String path, String relation) {
    assertThat(Relations.of(path)).isEqualTo(API + relation);
  }

  @ParameterizedTest
  @CsvSource({
    "user_id, param/user_id",
    "value, param/tag_value",
    "prior_role_id, param/role_id",
    "trust_id, ext/OS-TRUST/1.0/param/trust_id"
  })
  void namesParametersAsTheReference(String name, String relation) {
    assertThat(Relations.parameter(name)).isEqualTo(API + relation);
  }
}
