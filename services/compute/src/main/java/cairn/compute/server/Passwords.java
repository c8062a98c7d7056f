package cairn.compute.server;

import cairn.common.Entropy;

/** Passwords for people to type: no letters or digits that look alike. */
final class Passwords {
  private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int LENGTH = 12;

  private Passwords() {}

  static String create(Entropy entropy) {
    var text = new StringBuilder();
    while (text.length() < LENGTH) {
      for (var random : entropy.bytes(2 * LENGTH)) {
        var index = random & 0x3f;
        if (index < SIGNS.length() && text.length() < LENGTH) {
          text.append(SIGNS.charAt(index));
        }
      }
    }
    return text.toString();
  }
}
