package cairn.identity.oauth;

import cairn.http.Request;
import cairn.identity.wire.Hmac;
import cairn.identity.wire.PercentEncoding;
import cairn.identity.wire.Refusals;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is signed as OAuth 1.0a has it (RFC 5849, section 3).
 *
 * @param url without the query
 * @param query the parameters of the query, decoded, as name and value
 * @param parameters those of the {@code Authorization} header, decoded
 */
public record SignedRequest(
    String method, String url, List<Parameter> query, Map<String, String> parameters) {

  /** A parameter of the query. */
  public record Parameter(String name, String value) {}

  /** The request as it came; throws BAD_REQUEST when nothing in it is signed. */
  public static SignedRequest of(Request request) {
    var query = new ArrayList<Parameter>();
    for (var name : request.query().names()) {
      request.query().all(name).forEach(value -> query.add(new Parameter(name, value)));
    }
    var header = request.header("Authorization").orElse("");
    if (!header.regionMatches(true, 0, "OAuth ", 0, 6)) {
      throw Refusals.invalid("Error parsing headers: the Authorization header is not OAuth's.");
    }
    return new SignedRequest(
        request.method(),
        request.baseUrl() + request.path(),
        query,
        parameters(header.substring(6)));
  }

  private static Map<String, String> parameters(String header) {
    var parameters = new LinkedHashMap<String, String>();
    for (var part : header.split(",")) {
      var equals = part.indexOf('=');
      if (equals < 0) {
        continue;
      }
      var value = part.substring(equals + 1).strip();
      if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
        value = value.substring(1, value.length() - 1);
      }
      parameters.put(decode(part.substring(0, equals).strip()), decode(value));
    }
    return parameters;
  }

  /** Unlike in a query a plus sign is itself. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid(
          "Error parsing headers: the Authorization header is not well encoded.");
    }
  }

  /** A parameter of the header. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /** The same; throws BAD_REQUEST when it is missing. */
  String required(String name) {
    return get(name).orElseThrow(() -> Refusals.missing(name, "request"));
  }

  /** Whether it was signed with these secrets. */
  boolean signedWith(String consumerSecret, String tokenSecret) {
    var key = PercentEncoding.encode(consumerSecret) + "&" + PercentEncoding.encode(tokenSecret);
    var made =
        switch (get("oauth_signature_method").orElse("")) {
          case "HMAC-SHA1" -> hmac("HmacSHA1", key);
          case "HMAC-SHA256" -> hmac("HmacSHA256", key);
          case "HMAC-SHA512" -> hmac("HmacSHA512", key);
          case "PLAINTEXT" -> key;
          default -> "";
        };
    return !made.isEmpty() && Hmac.same(made, get("oauth_signature").orElse(""));
  }

  private String hmac(String algorithm, String key) {
    return Base64.getEncoder()
        .encodeToString(Hmac.of(algorithm, key.getBytes(StandardCharsets.UTF_8), base()));
  }

  /** The text that is signed (section 3.4.1). */
  String base() {
    var pairs = new ArrayList<String>();
    query.forEach(parameter -> pairs.add(pair(parameter.name(), parameter.value())));
    parameters.forEach((name, value) -> {
      if (!name.equals("oauth_signature") && !name.equals("realm")) {
        pairs.add(pair(name, value));
      }
    });
    // Sorted by name, then by value; the separator sorts before all that a name may hold.
    pairs.sort(null);
    var normal = String.join("&", pairs).replace('\t', '=');
    return String.join(
        "&",
        method.toUpperCase(Locale.ROOT),
        PercentEncoding.encode(baseUri()),
        PercentEncoding.encode(normal));
  }

  private static String pair(String name, String value) {
    return PercentEncoding.encode(name) + "\t" + PercentEncoding.encode(value);
  }

  private String baseUri() {
    var uri = URI.create(url.replace(" ", "%20"));
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    return scheme + "://" + host + port + uri.getRawPath();
  }
}
