package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Routes;
import cairn.identity.config.DomainConfigApi;
import cairn.identity.config.DomainConfigs;
import cairn.identity.directory.Directory;
import cairn.identity.federation.login.FederatedLogins;
import cairn.identity.federation.mapping.MappingApi;
import cairn.identity.federation.mapping.Mappings;
import cairn.identity.federation.openid.OpenIdApi;
import cairn.identity.federation.peer.ServiceProviderApi;
import cairn.identity.federation.peer.ServiceProviders;
import cairn.identity.federation.provider.IdentityProviderApi;
import cairn.identity.federation.provider.IdentityProviders;
import cairn.identity.ldap.LdapDomains;
import cairn.identity.token.Fernet;
import cairn.identity.token.KeyRepository;
import cairn.identity.token.SealedValues;
import cairn.identity.token.Tokens;
import cairn.sql.Database;

/** Users from elsewhere: the part of the index page about them. */
final class FederationParts {
  private final IdentityProviders known;
  private final DomainConfigs options;
  private final LdapDomains ldap;
  private final DomainConfigApi configs;
  private final IdentityProviderApi providers;
  private final MappingApi mappings;
  private final OpenIdApi openid;
  private final ServiceProviderApi peers;

  FederationParts(
      Database database,
      Directory directory,
      Tokens tokens,
      KeyRepository keys,
      Fernet secrets,
      Entropy entropy,
      Time time,
      IdentitySettings settings) {
    var sealed = new SealedValues(secrets);
    known = new IdentityProviders(database, directory, sealed, entropy, time);
    var rules = new Mappings(database);
    var logins =
        new FederatedLogins(
            database, directory, known, rules, tokens, entropy, time, settings.tokens().lifetime());
    options = new DomainConfigs(database, sealed);
    ldap = new LdapDomains(database, directory, options, time, settings.tokens().lifetime());
    directory.elsewhere(ldap);
    configs = new DomainConfigApi(options, directory, settings.accounts().compliance()::shown);
    providers = new IdentityProviderApi(known);
    mappings = new MappingApi(rules);
    openid =
        new OpenIdApi(
            logins,
            new Fernet(keys, entropy, time),
            settings.federation().trustedDashboards(),
            entropy,
            time);
    peers = new ServiceProviderApi(new ServiceProviders(database, directory));
  }

  /** The domains whose users come from LDAP servers. */
  LdapDomains ldap() {
    return ldap;
  }

  /** Seals again, with the present key, what others than users keep secret. */
  void sealAgain() {
    options.sealAgain();
    known.sealAgain();
  }

  /** Enters the routes into the table; after those of projects and domains. */
  void declare(Routes routes) {
    configs.declare(routes);
    providers.declare(routes);
    mappings.declare(routes);
    openid.declare(routes);
    peers.declare(routes);
    routes.repeat("/v3/auth/projects", "/v3/OS-FEDERATION/projects");
    routes.repeat("/v3/auth/domains", "/v3/OS-FEDERATION/domains");
  }
}
