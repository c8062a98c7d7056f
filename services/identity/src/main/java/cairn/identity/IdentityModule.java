package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Authenticator;
import cairn.http.Routes;
import cairn.identity.accessrule.AccessRuleApi;
import cairn.identity.accessrule.AccessRules;
import cairn.identity.application.ApplicationCredentialApi;
import cairn.identity.application.ApplicationCredentials;
import cairn.identity.assignment.AssignmentApi;
import cairn.identity.assignment.Assignments;
import cairn.identity.auth.AuthApi;
import cairn.identity.auth.Secrets;
import cairn.identity.bootstrap.Bootstrap;
import cairn.identity.catalog.endpoint.EndpointApi;
import cairn.identity.catalog.endpoint.Endpoints;
import cairn.identity.catalog.filter.EndpointFilterApi;
import cairn.identity.catalog.region.RegionApi;
import cairn.identity.catalog.region.Regions;
import cairn.identity.catalog.service.ServiceApi;
import cairn.identity.catalog.service.Services;
import cairn.identity.compliance.Accounts;
import cairn.identity.credential.CredentialApi;
import cairn.identity.credential.Credentials;
import cairn.identity.credential.Ec2Api;
import cairn.identity.credential.SignedLoginApi;
import cairn.identity.directory.Directory;
import cairn.identity.discovery.DiscoveryApi;
import cairn.identity.discovery.SimpleCertApi;
import cairn.identity.domain.DomainApi;
import cairn.identity.group.GroupApi;
import cairn.identity.group.Groups;
import cairn.identity.limit.LimitApi;
import cairn.identity.limit.Limits;
import cairn.identity.oauth.AccessTokenApi;
import cairn.identity.oauth.ConsumerApi;
import cairn.identity.oauth.OAuth;
import cairn.identity.oauth.OAuthApi;
import cairn.identity.password.Passwords;
import cairn.identity.password.RightSecrets;
import cairn.identity.policy.PolicyDocumentApi;
import cairn.identity.project.ProjectApi;
import cairn.identity.project.Projects;
import cairn.identity.role.RoleApi;
import cairn.identity.role.RoleService;
import cairn.identity.token.Fernet;
import cairn.identity.token.KeyRepository;
import cairn.identity.token.Receipts;
import cairn.identity.token.RevocationApi;
import cairn.identity.token.SigningKeys;
import cairn.identity.token.TokenFormat;
import cairn.identity.token.Tokens;
import cairn.identity.trust.TrustApi;
import cairn.identity.trust.Trusts;
import cairn.identity.user.UserApi;
import cairn.identity.user.Users;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * Identity, Keystone's v3 API: who somebody is, what they may do where, and where the services are.
 * This is the index page: all routes and how the parts are put together. Thread-safe.
 */
public final class IdentityModule {
  /** The name of the migrations. */
  public static final String MIGRATIONS = "identity";

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final IdentitySettings settings;
  private final List<CatalogService> services;
  private final Directory directory;
  private final Passwords passwords;
  private final KeyRepository keys;
  private final Tokens tokens;
  private final KeyRepository credentialKeys;
  private final Credentials credentials;
  private final KeyRepository receiptKeys;
  private final Receipts receipts;
  private final FederationParts federation;

  /**
   * Opens the key repository; no more is done before {@link #start}.
   *
   * @param services what the catalog lists from the first start on
   */
  public IdentityModule(
      Database database,
      Time time,
      Entropy entropy,
      IdentitySettings settings,
      List<CatalogService> services) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.settings = settings;
    this.services = List.copyOf(services);
    this.directory = new Directory(database, time);
    this.passwords =
        new Passwords(entropy, new RightSecrets(time, entropy, settings.accounts().loginMemory()));
    this.keys = new KeyRepository(settings.keys().tokens(), settings.keys().keysMax(), entropy);
    this.tokens =
        new Tokens(
            new TokenFormat(keys, entropy, signingKeys(settings, entropy)),
            directory,
            time,
            settings.tokens().lifetime());
    this.credentialKeys =
        new KeyRepository(settings.keys().credentials(), settings.keys().keysMax(), entropy);
    var secrets = new Fernet(credentialKeys, entropy, time);
    this.credentials = new Credentials(database, secrets);
    this.receiptKeys =
        new KeyRepository(settings.keys().receipts(), settings.keys().keysMax(), entropy);
    this.receipts = new Receipts(new Fernet(receiptKeys, entropy, time));
    this.federation =
        new FederationParts(database, directory, tokens, keys, secrets, entropy, time, settings);
  }

  /**
   * Makes what an empty cloud needs, then reads the directory. Before it no token holds.
   *
   * @param adminPassword of the user {@code admin}, if there is none yet
   */
  public void start(String adminPassword) {
    new Bootstrap(database, passwords, entropy, time)
        .run(adminPassword, settings.region(), Bootstrap.services(services));
    reload();
  }

  /** Reads all rows again that it has in memory: after they were changed from outside. */
  public void reload() {
    directory.reload();
    federation.ldap().reload();
  }

  /** The project that the first user, admin, works in; there after {@link #start}. */
  public String adminProject() {
    return directory
        .project(Bootstrap.DOMAIN, "admin")
        .orElseThrow(() -> new IllegalStateException("there is no project admin"))
        .id();
  }

  /** Tells who a token speaks for. */
  public Authenticator authenticator() {
    return tokens;
  }

  /** Who users would be with tokens of certain scopes, to explain rules. */
  public Callers callers() {
    return new Callers(directory);
  }

  /** The token keys, for rotating them. */
  public KeyRepository keys() {
    return keys;
  }

  /** The keys that seal secrets; {@link #sealAgain} follows each rotation. */
  public KeyRepository credentialKeys() {
    return credentialKeys;
  }

  /** The keys that seal receipts. */
  public KeyRepository receiptKeys() {
    return receiptKeys;
  }

  /** What users store. */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Seals again with the present key what older ones have sealed, so that those can be dropped:
   * users' credentials, bind passwords, clients' secrets. Safe to repeat.
   */
  public void sealAgain() {
    credentials.migrate();
    federation.sealAgain();
  }

  /** Learns from the feed what other servers change; to be called once, after {@link #start}. */
  public Subscription follow(ChangeFeed feed) {
    federation.ldap().follow(feed);
    return directory.follow(feed);
  }

  /** How much of what projects may use, for the quotas of other services. */
  public Limits limits() {
    return new Limits(database, directory, settings.resources().limitModel());
  }

  /** The route table. */
  public Routes routes() {
    var routes = new Routes("identity", "/identity", (error, _) -> IdentityErrors.render(error));
    new DiscoveryApi(routes).declare(routes);
    var oauth = new OAuth(database, directory, entropy, time);
    var secrets = new Secrets(credentials, oauth, receipts);
    var accounts =
        new Accounts(database, directory, passwords, time, settings.accounts().compliance());
    new AuthApi(database, directory, passwords, accounts, tokens, secrets, time).declare(routes);
    var projects = new Projects(database, directory, time, settings.resources().depthMax());
    var users = new Users(database, directory, accounts, time);
    var groups = new Groups(database, directory);
    var roles = new RoleService(database, directory);
    var assignments = new Assignments(database, directory);
    var accessRules = new AccessRules(database, entropy);
    var applications = new ApplicationCredentials(database, directory, passwords, accessRules);
    new DomainApi(projects, directory, entropy).declare(routes);
    new ProjectApi(projects, directory, limits(), entropy).declare(routes);
    new UserApi(users, entropy).declare(routes);
    new GroupApi(groups, users, entropy).declare(routes);
    new RoleApi(roles, entropy).declare(routes);
    new AssignmentApi(assignments, directory, projects, users, groups, roles).declare(routes);
    new ApplicationCredentialApi(applications, directory, tokens, entropy, time).declare(routes);
    new AccessRuleApi(accessRules, directory, tokens).declare(routes);
    declareDelegations(routes, oauth);
    declareCatalog(routes, projects);
    federation.declare(routes);
    return routes;
  }

  private static Optional<SigningKeys> signingKeys(IdentitySettings settings, Entropy entropy) {
    return settings.tokens().kind() == TokenSettings.Kind.JWS
        ? Optional.of(new SigningKeys(settings.keys().signing(), entropy))
        : Optional.empty();
  }

  private void declareDelegations(Routes routes, OAuth oauth) {
    new TrustApi(new Trusts(database, directory, entropy, time), directory, tokens, time)
        .declare(routes);
    new RevocationApi(database, time, settings.tokens().lifetime()).declare(routes);
    new CredentialApi(credentials, tokens, entropy).declare(routes);
    new Ec2Api(credentials, directory, tokens, entropy).declare(routes);
    new SignedLoginApi(credentials, directory, tokens, time).declare(routes);
    new ConsumerApi(oauth, entropy).declare(routes);
    new OAuthApi(oauth, directory, tokens).declare(routes);
    new AccessTokenApi(oauth, directory, tokens).declare(routes);
  }

  private void declareCatalog(Routes routes, Projects projects) {
    var regions = new Regions(database, directory);
    var catalogServices = new Services(database, directory);
    var endpoints = new Endpoints(database, directory);
    new RegionApi(regions, entropy).declare(routes);
    new ServiceApi(catalogServices, entropy).declare(routes);
    new EndpointApi(endpoints, entropy).declare(routes);
    new EndpointFilterApi(database, directory, endpoints, projects, entropy).declare(routes);
    new PolicyDocumentApi(database, endpoints, catalogServices, regions, entropy).declare(routes);
    new SimpleCertApi().declare(routes);
    new LimitApi(limits(), database, directory, entropy).declare(routes);
  }
}
