package cairn.identity.auth;

import cairn.identity.wire.Hmac;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;

/** One-time passwords of the moment (RFC 6238) with SHA-1, six digits and half a minute. Pure. */
final class TimeBasedPasscode {
  private static final int SECONDS = 30;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** How many past passwords are still good: clocks differ, and people type slowly. */
  private static final int PAST = 1;

  private TimeBasedPasscode() {}

  /**
   * Whether the passcode is that of now, or of the half minute before.
   *
   * @param seed in base32, with or without its padding
   */
  static boolean matches(String passcode, String seed, Instant now) {
    byte[] key;
    try {
      key = decode(seed);
    } catch (IllegalArgumentException e) {
      return false; // whoever stored it stored no seed
    }
    var step = now.getEpochSecond() / SECONDS;
    var right = false;
    for (var back = 0; back <= PAST; back++) {
      right |= Hmac.same(passcode, create(key, step - back));
    }
    return right && key.length > 0;
  }

  static String create(byte[] key, long step) {
    var hash = Hmac.of("HmacSHA1", key, ByteBuffer.allocate(8).putLong(step).array());
    var offset = hash[hash.length - 1] & 0x0f;
    var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    return "%06d".formatted(number % 1_000_000);
  }

  static byte[] decode(String text) {
    var bytes = new ByteArrayOutputStream();
    var bits = 0;
    var count = 0;
    for (var c : text.strip().replace("=", "").toUpperCase(Locale.ROOT).toCharArray()) {
      var value = BASE32.indexOf(c);
      if (value < 0) {
        throw new IllegalArgumentException("no base32");
      }
      bits = bits << 5 | value;
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.write(bits >> count);
        bits &= (1 << count) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
