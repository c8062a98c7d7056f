package cairn.identity.auth;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.http.Query;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.auth.Credentials.Proof;
import cairn.identity.wire.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * OAuth 2.0's client credentials grant (RFC 6749, section 4.4) with an application credential as
 * the client. Errors have the form of section 5.2.
 */
final class OAuth2Api {
  private static final int BODY_MAX = 1 << 16;

  private final Logins logins;
  private final Time time;

  OAuth2Api(Logins logins, Time time) {
    this.logins = logins;
    this.time = time;
  }

  void declare(Routes routes) {
    routes.post("/v3/OS-OAUTH2/token").streamed().open().login().to(this::token);
  }

  private Response token(Request request) {
    var client = client(request.header("Authorization").orElse(""));
    if (client.isEmpty()) {
      return refusal(request, 401, "invalid_client", "OAuth2.0 client authorization is required.");
    }
    var grant = form(request).last("grant_type");
    if (grant.isEmpty()) {
      return refusal(request, 400, "invalid_request", "The parameter grant_type is required.");
    }
    if (!grant.get().equals("client_credentials")) {
      return refusal(
          request,
          400,
          "unsupported_grant_type",
          "The parameter grant_type %s is not supported.".formatted(grant.get()));
    }
    try {
      var issued =
          logins.login(new Credentials(List.of(client.get()), Optional.empty()), Optional.empty());
      var seconds = Duration.between(time.now(), issued.token().token().expiresAt()).toSeconds();
      return Answers.json(
              200,
              json -> {
                json.writeStartObject();
                json.writeStringProperty("access_token", issued.text());
                json.writeStringProperty("token_type", "Bearer");
                json.writeNumberProperty("expires_in", seconds);
                json.writeEndObject();
              })
          .header("Cache-Control", "no-store");
    } catch (CloudException e) {
      if (e.kind() != CloudException.Kind.UNAUTHENTICATED) {
        throw e;
      }
      return refusal(request, 401, "invalid_client", String.valueOf(e.getMessage()));
    }
  }

  /** The client's id and secret by HTTP's basic authentication (RFC 7617). */
  private static Optional<Proof> client(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
      var text = new String(bytes, StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon <= 0 || colon == text.length() - 1
          ? Optional.empty()
          : Optional.of(
              new Proof.ApplicationCredential(
                  Optional.of(text.substring(0, colon)),
                  Optional.empty(),
                  Optional.empty(),
                  text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it is no base64
    }
  }

  private static Query form(Request request) {
    try {
      var bytes = request.stream().readNBytes(BODY_MAX);
      return Query.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "The request body could not be read.", "", e);
    }
  }

  private static Response refusal(Request request, int status, String error, String description) {
    var response =
        Answers.json(
                status,
                json -> {
                  json.writeStartObject();
                  json.writeStringProperty("error", error);
                  json.writeStringProperty("error_description", description);
                  json.writeEndObject();
                })
            .header("Cache-Control", "no-store");
    return status == 401
        ? response.header(
            "WWW-Authenticate", "Keystone uri=\"%s/identity\"".formatted(request.baseUrl()))
        : response;
  }
}
