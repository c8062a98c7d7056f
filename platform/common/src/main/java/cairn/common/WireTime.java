package cairn.common;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as OpenStack's APIs write them, in UTC: ISO 8601 without a zone, to which a service adds
 * its {@code Z} or not. Lists hold thousands of them, for which a formatter with a pattern is slow.
 * Pure.
 */
public final class WireTime {
  private static final int SECONDS_LENGTH = 19;
  private static final int MICROS_LENGTH = 26;

  private WireTime() {}

  /** To the second: {@code 2026-01-31T09:05:00}. Years from 0 to 9999. */
  public static String seconds(Instant time) {
    return new String(digits(time.getEpochSecond(), SECONDS_LENGTH));
  }

  /** To the microsecond: {@code 2026-01-31T09:05:00.000123}. Years from 0 to 9999. */
  public static String micros(Instant time) {
    var text = digits(time.getEpochSecond(), MICROS_LENGTH);
    text[SECONDS_LENGTH] = '.';
    put(text, SECONDS_LENGTH + 1, 6, time.getNano() / 1000);
    return new String(text);
  }

  private static char[] digits(long epochSecond, int length) {
    var local = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    var text = new char[length];
    put(text, 0, 4, local.getYear());
    text[4] = '-';
    put(text, 5, 2, local.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, local.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 2, local.getHour());
    text[13] = ':';
    put(text, 14, 2, local.getMinute());
    text[16] = ':';
    put(text, 17, 2, local.getSecond());
    return text;
  }

  private static void put(char[] text, int from, int count, int value) {
    var left = value;
    for (var i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + left % 10);
      left /= 10;
    }
  }
}
