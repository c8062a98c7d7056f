package cairn.identity.credential;

import cairn.identity.wire.Body;
import cairn.identity.wire.Hmac;
import cairn.identity.wire.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The signatures of EC2's query protocol, versions 0 to 2, in the form in which services pass them
 * on: {@code params}, {@code verb}, {@code host}, {@code path}, {@code headers}, {@code body_hash}
 * (keystoneclient, {@code keystoneclient/contrib/ec2/utils.py}). Pure.
 */
final class Ec2Signature {
  private Ec2Signature() {}

  /** Whether the signature that is offered was made with the secret key. */
  static boolean matches(String secret, JsonNode offered) {
    var signature = Body.text(offered, "signature", "");
    if (signature.isEmpty()) {
      return false;
    }
    var host = Body.text(offered, "host", "");
    if (same(secret, offered, host, signature)) {
      return true;
    }
    // Some clients leave the port out of what they sign.
    var colon = host.lastIndexOf(':');
    return colon > 0 && same(secret, offered, host.substring(0, colon), signature);
  }

  private static boolean same(String secret, JsonNode offered, String host, String signature) {
    return create(secret, offered, host).filter(made -> Hmac.same(made, signature)).isPresent();
  }

  private static Optional<String> create(String secret, JsonNode offered, String host) {
    var params = texts(offered.path("params"));
    return switch (params.getOrDefault("SignatureVersion", "")) {
      case "0" ->
          Optional.of(
              base64(
                  "HmacSHA1",
                  secret,
                  params.getOrDefault("Action", "") + params.getOrDefault("Timestamp", "")));
      case "1" -> Optional.of(base64("HmacSHA1", secret, version1(params)));
      case "2" -> {
        params.put("SignatureMethod", "HmacSHA256");
        var text =
            "%s\n%s\n%s\n%s"
                .formatted(
                    Body.text(offered, "verb", ""),
                    host,
                    Body.text(offered, "path", ""),
                    query(params));
        yield Optional.of(base64("HmacSHA256", secret, text));
      }
      case "" -> AwsSignature4.ofRequest(secret, offered, params);
      default -> Optional.empty();
    };
  }

  private static String version1(Map<String, String> params) {
    return params.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toLowerCase(Locale.ROOT)))
        .map(entry -> entry.getKey() + entry.getValue())
        .collect(Collectors.joining());
  }

  /** The parameters in the order of their names. */
  static String query(Map<String, String> params) {
    return params.entrySet().stream()
        .map(entry ->
            PercentEncoding.encode(entry.getKey()) + "=" + PercentEncoding.encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** An object's values as texts, whatever they are. */
  static Map<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }

  private static String base64(String algorithm, String secret, String text) {
    return Base64.getEncoder()
        .encodeToString(Hmac.of(algorithm, secret.getBytes(StandardCharsets.UTF_8), text));
  }
}
