package cairn.network.wire;

import cairn.common.Id;
import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.MacAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Says what is wrong with an attribute's value; empty when nothing is (wording after {@code
 * neutron_lib/api/validators}). Pure.
 */
@FunctionalInterface
public interface Check {
  /** The problem, as the end of a sentence without its full stop. */
  Optional<String> problem(JsonNode value);

  /** Anything, for what a service looks into itself. */
  Check ANY = _ -> Optional.empty();

  Check BOOLEAN =
      value ->
          Input.truth(value).isPresent() ? fine() : wrong(value, "cannot be converted to boolean");

  Check UUID =
      value ->
          value.isString() && Id.parse(value.stringValue()).isPresent()
              ? fine()
              : wrong(value, "is not a valid UUID");

  Check ADDRESS =
      value ->
          value.isString() && IpAddress.parse(value.stringValue()).isPresent()
              ? fine()
              : wrong(value, "is not a valid IP address");

  Check SUBNET =
      value ->
          value.isString()
                  && value.stringValue().contains("/")
                  && Cidr.parse(value.stringValue()).isPresent()
              ? fine()
              : wrong(value, "is not a valid IP subnet");

  Check MAC =
      value ->
          value.isString() && MacAddress.parse(value.stringValue()).isPresent()
              ? fine()
              : wrong(value, "is not a valid MAC address");

  Check DICT = value -> value.isObject() ? fine() : wrong(value, "is not a dictionary");

  Check LIST = value -> value.isArray() ? fine() : wrong(value, "is not a list");

  /** A text of at most so many characters. */
  static Check text(int max) {
    return value ->
        !value.isString()
            ? wrong(value, "is not a valid string")
            : value.stringValue().codePointCount(0, value.stringValue().length()) > max
                ? wrong(value, "exceeds maximum length of " + max)
                : value.stringValue().indexOf('\0') >= 0
                    ? wrong(value, "is not a valid string")
                    : fine();
  }

  /** A whole number, as a number or as its digits. */
  static Check integer(int min, int max) {
    return value -> {
      var number = Input.number(value);
      return number.isEmpty()
          ? wrong(value, "is not an integer")
          : number.get() < min
              ? wrong(value, "is too small - must be at least '%d'".formatted(min))
              : number.get() > max
                  ? wrong(value, "is too large - must be no larger than '%d'".formatted(max))
                  : fine();
    };
  }

  /** One of some words. */
  static Check oneOf(String... words) {
    return value ->
        value.isString() && Arrays.asList(words).contains(value.stringValue())
            ? fine()
            : wrong(value, "is not in " + quoted(List.of(words)));
  }

  /** The same, or null. */
  default Check orNull() {
    return value -> value.isNull() ? fine() : problem(value);
  }

  /** A list of such values, none twice. */
  default Check each() {
    return value -> {
      if (!value.isArray()) {
        return wrong(value, "is not a list");
      }
      var seen = new HashSet<JsonNode>();
      for (var item : value) {
        var problem = problem(item);
        if (problem.isPresent()) {
          return problem;
        }
        if (!seen.add(item)) {
          return Optional.of("Duplicate items in the list: '%s'".formatted(text(item)));
        }
      }
      return fine();
    };
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").toList().toString();
  }

  private static Optional<String> fine() {
    return Optional.empty();
  }

  private static Optional<String> wrong(JsonNode value, String what) {
    return Optional.of("'%s' %s".formatted(text(value), what));
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "None" : value.isString() ? value.stringValue() : value.toString();
  }
}
