package cairn.identity.auth;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.catalog.Catalog;
import cairn.identity.catalog.UrlBlanks;
import cairn.identity.compliance.Accounts;
import cairn.identity.compliance.Throttle;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.oauth.SignedRequest;
import cairn.identity.password.Passwords;
import cairn.identity.token.Receipts;
import cairn.identity.token.TokenJson;
import cairn.identity.token.Tokens;
import cairn.identity.token.ValidToken;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import cairn.sql.Database;
import java.util.Optional;

/** Tokens over HTTP: get one, look at one, end one, and see what one's own is good for. */
public final class AuthApi {
  private static final String SUBJECT = "X-Subject-Token";
  private static final String ACCESS_RULES = "OpenStack-Identity-Access-Rules";

  private final Database database;
  private final Directory directory;
  private final Tokens tokens;
  private final Logins logins;
  private final Receipts receipts;
  private final OAuth2Api oauth2;
  private final Throttle sources;

  public AuthApi(
      Database database,
      Directory directory,
      Passwords passwords,
      Accounts accounts,
      Tokens tokens,
      Secrets secrets,
      Time time) {
    this.database = database;
    this.directory = directory;
    this.tokens = tokens;
    this.logins = new Logins(database, directory, passwords, accounts, tokens, secrets, time);
    this.receipts = secrets.receipts();
    this.oauth2 = new OAuth2Api(logins, time);
    this.sources = new Throttle(time, accounts.rules().failuresPerSource());
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.post("/v3/auth/tokens").body(CredentialsJson.SCHEMA).open().login().to(this::issue);
    // Before GET, which serves HEAD where there is nothing better.
    routes.head("/v3/auth/tokens").prompt().policyInHandler(AuthPolicy.CHECK).to(this::show);
    routes.get("/v3/auth/tokens").prompt().policyInHandler(AuthPolicy.VALIDATE).to(this::show);
    routes.delete("/v3/auth/tokens").policyInHandler(AuthPolicy.REVOKE).to(this::revoke);
    oauth2.declare(routes);
    routes.get("/v3/auth/catalog").policy(AuthPolicy.CATALOG).to(this::catalog);
    routes.get("/v3/auth/system").policy(AuthPolicy.SYSTEM).to(this::system);
  }

  private Response issue(Request request) {
    var credentials = CredentialsJson.read(request.body(), () -> SignedRequest.of(request));
    try {
      var issued = login(request, credentials);
      return document(201, request, issued.token()).header(SUBJECT, issued.text());
    } catch (SecondFactors.NotEnough e) {
      return ReceiptJson.answer(e, receipts, directory, request.baseUrl());
    }
  }

  /** Whoever fails too often is not even listened to for a while. */
  private Tokens.Issued login(Request request, Credentials credentials) {
    sources.check(request.remoteAddress());
    try {
      return logins.login(credentials, request.header(ReceiptJson.HEADER));
    } catch (CloudException e) {
      if (!(e instanceof SecondFactors.NotEnough)
          && e.kind() == CloudException.Kind.UNAUTHENTICATED) {
        sources.failed(request.remoteAddress());
      }
      throw e;
    }
  }

  private Response show(Request request) {
    var text = subject(request);
    var expiredToo = request.query().last("allow_expired").filter(AuthApi::truth).isPresent();
    var valid =
        (expiredToo ? tokens.validateExpired(text) : tokens.validate(text))
            .filter(found -> rulesUnderstood(request, found));
    return document(200, request, checked(request, valid)).header(SUBJECT, text);
  }

  /** Only who says that they will go by a credential's access rules learns that it holds. */
  private static boolean rulesUnderstood(Request request, ValidToken valid) {
    return valid.credential().filter(found -> !found.accessRules().isEmpty()).isEmpty()
        || request
            .header(ACCESS_RULES)
            .filter(version -> version.matches("[1-9]\\d*(\\.\\d+)?"))
            .isPresent();
  }

  private Response revoke(Request request) {
    var token = checked(request, tokens.validate(subject(request))).token();
    database.run(tx -> tokens.revoke(tx, token));
    return Answers.none();
  }

  /** Whoever holds a text may learn that it is no token; about one that holds the rule is asked. */
  private static ValidToken checked(Request request, Optional<ValidToken> found) {
    var valid = found.orElseThrow(Refusals::noSuchToken);
    request.check(Target.NONE.with("target.token.user_id", valid.user().id()));
    return valid;
  }

  private Response catalog(Request request) {
    if (request.caller().projectId().isEmpty()) {
      throw Refusals.forbidden("A project-scoped token is required to produce a service catalog.");
    }
    var blanks =
        UrlBlanks.of(request.baseUrl(), request.caller().userId(), request.caller().projectId());
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeName("catalog");
          directory.catalog().write(json, blanks);
          json.writeObjectPropertyStart("links");
          json.writeStringProperty("self", request.baseUrl() + request.path());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private Response system(Request request) {
    var held = !new Access(directory).onSystem(request.caller().userId()).isEmpty();
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("system");
          if (held) {
            json.writeStartObject();
            json.writeBooleanProperty("all", true);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectPropertyStart("links");
          json.writeStringProperty("self", request.baseUrl() + request.path());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private Response document(int status, Request request, ValidToken valid) {
    var catalog =
        request.query().has("nocatalog")
            ? Optional.<Catalog>empty()
            : Optional.of(directory.catalog());
    return Answers.json(
        status,
        json -> TokenJson.write(json, valid, catalog, directory.peers(), request.baseUrl()));
  }

  private static String subject(Request request) {
    return request.header(SUBJECT).orElseThrow(Refusals::noSuchToken);
  }

  private static boolean truth(String text) {
    return text.matches("(?i)1|t|true|on|y|yes");
  }
}
