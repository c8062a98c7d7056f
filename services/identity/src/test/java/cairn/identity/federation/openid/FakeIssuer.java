package cairn.identity.federation.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider of which only what resource servers ask is there; each token may be wrong. */
final class FakeIssuer implements AutoCloseable {
  final RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
  final ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  final Map<String, String> opaque = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeIssuer() throws IOException, JOSEException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                """
                {"issuer": "%1$s", "jwks_uri": "%1$s/jwks",
                 "introspection_endpoint": "%1$s/introspect"}\
                """
                    .formatted(url())));
    server.createContext(
        "/jwks", exchange -> answer(exchange, new JWKSet(List.of(rsa, ec)).toString(true)));
    server.createContext(
        "/introspect",
        exchange -> {
          var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var answer =
              opaque.entrySet().stream()
                  .filter(entry -> form.contains("token=" + entry.getKey()))
                  .map(Map.Entry::getValue)
                  .findFirst();
          answer(exchange, answer.orElse("{\"active\": false}"));
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String sign(JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
    var elliptic = algorithm.equals(JWSAlgorithm.ES256);
    var header = new JWSHeader.Builder(algorithm).keyID(elliptic ? "ec" : "rsa").build();
    var token = new SignedJWT(header, claims);
    token.sign(elliptic ? new ECDSASigner(ec) : new RSASSASigner(rsa));
    return token.serialize();
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
