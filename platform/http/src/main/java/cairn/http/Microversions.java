package cairn.http;

import cairn.common.CloudException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a service negotiates its version: by {@code OpenStack-API-Version: TYPE X.Y} (OpenStack API
 * SIG, microversion specification) and by older headers that carry the bare version.
 *
 * @param serviceType as in the header, {@code compute}
 * @param olderHeaders names of headers with the bare version, answered as well
 * @param min the first version, which a request without a header gets
 * @param max the newest version, which {@code latest} gets
 */
public record Microversions(
    String serviceType, List<String> olderHeaders, Microversion min, Microversion max) {
  static final String HEADER = "OpenStack-API-Version";

  /**
   * The version that the request asks for.
   *
   * @throws CloudException BAD_REQUEST when malformed, NOT_ACCEPTABLE when out of range
   */
  Microversion negotiate(Headers headers) {
    var asked = asked(headers);
    if (asked.isEmpty()) {
      return min;
    }
    if (asked.get().equals("latest")) {
      return max;
    }
    var version =
        Microversion.parse(asked.get())
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.BAD_REQUEST,
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum."
                        .formatted(asked.get())));
    if (version.compareTo(min) < 0 || version.compareTo(max) > 0) {
      throw new CloudException(
          CloudException.Kind.NOT_ACCEPTABLE,
          "Version %s is not supported by the API. Minimum is %s and maximum is %s."
              .formatted(version, min, max));
    }
    return version;
  }

  private Optional<String> asked(Headers headers) {
    for (var value : headers.all(HEADER)) {
      for (var part : value.split(",")) {
        var words = part.strip().split("\\s+");
        if (words.length == 2 && words[0].toLowerCase(Locale.ROOT).equals(serviceType)) {
          return Optional.of(words[1].toLowerCase(Locale.ROOT));
        }
      }
    }
    return olderHeaders.stream()
        .flatMap(name -> headers.first(name).stream())
        .findFirst()
        .map(value -> value.strip().toLowerCase(Locale.ROOT));
  }

  /** Says in the answer which version it has; on errors too. */
  void stamp(Response response, Microversion version) {
    response.header(HEADER, serviceType + " " + version);
    response.header("Vary", HEADER);
    for (var name : olderHeaders) {
      response.header(name, version.toString());
      response.header("Vary", name);
    }
  }
}
