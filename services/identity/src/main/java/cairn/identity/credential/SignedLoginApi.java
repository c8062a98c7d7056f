package cairn.identity.credential;

import cairn.common.Time;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.token.TokenJson;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Tokens for requests that were signed with EC2 keys. Services that speak EC2 or S3 ask here; only
 * they may, for who knows a signed link would else get a token for more than the link.
 */
public final class SignedLoginApi {
  private static final BodySchema SCHEMA =
      BodySchema.of("{\"type\": \"object\", \"minProperties\": 1}");

  private final SignedLogins logins;
  private final Directory directory;

  public SignedLoginApi(Credentials credentials, Directory directory, Tokens tokens, Time time) {
    this.logins = new SignedLogins(credentials, directory, tokens, time);
    this.directory = directory;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes
        .post("/v3/ec2tokens")
        .body(SCHEMA)
        .policy(CredentialPolicy.EC2_TOKENS)
        .login()
        .to(this::ec2);
    routes
        .post("/v3/s3tokens")
        .body(SCHEMA)
        .policy(CredentialPolicy.S3_TOKENS)
        .login()
        .to(this::s3);
  }

  private Response ec2(Request request) {
    var offered = offered(request.body());
    var issued = logins.login(offered, secret -> Ec2Signature.matches(secret, offered));
    return document(request, issued).header("X-Subject-Token", issued.text());
  }

  private Response s3(Request request) {
    var offered = offered(request.body());
    return document(request, logins.login(offered, secret -> s3Signed(secret, offered)));
  }

  /** The text that was signed comes in base64. */
  private static boolean s3Signed(String secret, JsonNode offered) {
    byte[] signed;
    try {
      var text = Body.text(offered, "token", "");
      signed = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      return false;
    }
    var text = new String(signed, StandardCharsets.UTF_8);
    var signature =
        text.startsWith("AWS4")
            ? AwsSignature4.ofText(secret, text)
            : Optional.of(
                Base64.getEncoder()
                    .encodeToString(
                        Hmac.of("HmacSHA1", secret.getBytes(StandardCharsets.UTF_8), signed)));
    var given = Body.text(offered, "signature", "");
    return signature.filter(made -> Hmac.same(made, given)).isPresent();
  }

  /** The key has had several names over time. */
  private static JsonNode offered(JsonNode body) {
    return List.of("credentials", "credential", "ec2Credentials").stream()
        .map(body::path)
        .filter(node -> node.isObject() && !node.isEmpty())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private Response document(Request request, Tokens.Issued issued) {
    return Answers.json(
        200,
        json ->
            TokenJson.write(
                json,
                issued.token(),
                Optional.of(directory.catalog()),
                directory.peers(),
                request.baseUrl()));
  }
}
