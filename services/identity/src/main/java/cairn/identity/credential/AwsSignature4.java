package cairn.identity.credential;

import cairn.identity.wire.Body;
import cairn.identity.wire.Hmac;
import cairn.identity.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * AWS' signature version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * Pure.
 */
final class AwsSignature4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SHA256 = "HmacSHA256";
  private static final Set<String> S3_SERVICES = Set.of("s3", "iam", "sts");

  private AwsSignature4() {}

  /** The signature of a request that is passed on in parts; empty when it is of another kind. */
  static Optional<String> ofRequest(String secret, JsonNode offered, Map<String, String> params) {
    var headers = Ec2Signature.texts(offered.path("headers"));
    var authorization = headers.getOrDefault("Authorization", "");
    if (!authorization.startsWith(ALGORITHM)
        && !params.getOrDefault("X-Amz-Algorithm", "").equals(ALGORITHM)) {
      return Optional.empty();
    }
    var credential = parameter("Credential", authorization, params).split("/", -1);
    var date = headers.getOrDefault("X-Amz-Date", params.getOrDefault("X-Amz-Date", ""));
    if (credential.length != 5 || credential[1].isEmpty() || !date.startsWith(credential[1])) {
      return Optional.empty();
    }
    var verb = Body.text(offered, "verb", "").toUpperCase(Locale.ROOT);
    var signed = parameter("SignedHeaders", authorization, params);
    var canonical =
        String.join(
            "\n",
            verb,
            Body.text(offered, "path", ""),
            verb.equals("POST") ? "" : Ec2Signature.query(params),
            headers(headers, signed),
            signed,
            Body.text(offered, "body_hash", ""));
    var scope = String.join("/", credential[1], credential[2], credential[3], credential[4]);
    var text = String.join("\n", ALGORITHM, date, scope, Sha256.hex(canonical));
    return Optional.of(sign(secret, credential[1], credential[2], credential[3], text));
  }

  /** The signature of a text of four lines; empty when it is not for S3 and its relatives. */
  static Optional<String> ofText(String secret, String text) {
    var lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[0].equals(ALGORITHM)) {
      return Optional.empty();
    }
    var scope = lines[2].split("/", -1);
    if (scope.length != 4 || !scope[3].equals("aws4_request") || !S3_SERVICES.contains(scope[2])) {
      return Optional.empty();
    }
    return Optional.of(sign(secret, scope[0], scope[1], scope[2], text));
  }

  private static String sign(
      String secret, String date, String region, String service, String text) {
    var key = Hmac.of(SHA256, ("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
    key = Hmac.of(SHA256, key, region);
    key = Hmac.of(SHA256, key, service);
    key = Hmac.of(SHA256, key, "aws4_request");
    return HexFormat.of().formatHex(Hmac.of(SHA256, key, text));
  }

  /** The signed headers, each in a line. */
  private static String headers(Map<String, String> headers, String signed) {
    var lower = new TreeMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT).strip(), value));
    var lines = new StringBuilder();
    for (var name : signed.split(";")) {
      var value = lower.get(name);
      if (value != null) {
        lines.append(name).append(':').append(value.strip()).append('\n');
      }
    }
    return lines.toString();
  }

  private static String parameter(String name, String authorization, Map<String, String> params) {
    if (authorization.isEmpty()) {
      return params.getOrDefault("X-Amz-" + name, "");
    }
    var start = authorization.indexOf(name + "=");
    if (start < 0) {
      return "";
    }
    var value = authorization.substring(start + name.length() + 1);
    var comma = value.indexOf(',');
    return comma < 0 ? value : value.substring(0, comma);
  }
}
