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
 * @param policy what the operator says about rules
 */
public record ServiceSettings(
    IdentitySettings identity,
    String adminPassword,
    ImageSettings images,
    ComputeSettings compute,
    Function<String, ExternalNetwork> externalNetwork,
    PolicySettings policy,
    Audit audit) {
  /** With those checks in place of the rules' defaults, and no file. */
  public ServiceSettings(
      IdentitySettings identity,
      String adminPassword,
      ImageSettings images,
      ComputeSettings compute,
      Function<String, ExternalNetwork> externalNetwork,
      Map<String, String> policyOverrides,
      Audit audit) {
    this(
        identity,
        adminPassword,
        images,
        compute,
        externalNetwork,
        PolicySettings.of(policyOverrides),
        audit);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "ServiceSettings";
  }
}
