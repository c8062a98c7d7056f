package cairn.identity;

import java.util.List;

/**
 * What can be set about users from elsewhere.
 *
 * @param trustedDashboards the addresses that a browser's login may take its token to, such as
 *     {@code https://cloud.example/auth/websso/}
 */
public record FederationSettings(List<String> trustedDashboards) {
  /** No dashboard is trusted. */
  public static final FederationSettings DEFAULTS = new FederationSettings(List.of());
}
