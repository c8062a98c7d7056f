package cairn.http;

import cairn.common.CloudException;
import tools.jackson.databind.JsonNode;

/**
 * Refuses numbers that no field holds. To a JSON schema 1e300 is an integer like any other, and
 * whoever reads it as one has an error of their own.
 */
final class JsonNumbers {
  private static final double MAX = 0x1p63;

  private JsonNumbers() {}

  static void check(JsonNode node) {
    if (node.isNumber() && (node.isBigInteger() || Math.abs(node.doubleValue()) >= MAX)) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "Malformed request body: it holds a number that is out of range.");
    }
    node.forEach(JsonNumbers::check);
  }
}
