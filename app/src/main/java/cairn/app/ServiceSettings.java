package cairn.app;

import cairn.compute.ComputeSettings;
import cairn.identity.IdentitySettings;
import cairn.image.ImageSettings;
import cairn.network.ExternalNetwork;
import cairn.policy.Audit;
import java.util.Map;
import java.util.function.Function;

/**
 * What the operator decides about the services.
 *
 * @param externalNetwork the network that is made at the first start, for that project
 * @param policyOverrides checks that stand in place of the rules' defaults
 */
public record ServiceSettings(
    IdentitySettings identity,
    String adminPassword,
    ImageSettings images,
    ComputeSettings compute,
    Function<String, ExternalNetwork> externalNetwork,
    Map<String, String> policyOverrides,
    Audit audit) {
  public ServiceSettings {
    policyOverrides = Map.copyOf(policyOverrides);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "ServiceSettings";
  }
}
