package cairn.app.doctor;

/**
 * One thing found out about the host.
 *
 * @param topic what was looked at
 * @param text what is so
 * @param advice what to do about it; empty for {@link Level#GOOD}
 */
public record Finding(Level level, String topic, String text, String advice) {
  /** How much it matters. */
  public enum Level {
    GOOD,
    /** Works, with a drawback. */
    NOTE,
    /** Does not work. */
    BAD
  }

  static Finding good(String topic, String text) {
    return new Finding(Level.GOOD, topic, text, "");
  }

  static Finding note(String topic, String text, String advice) {
    return new Finding(Level.NOTE, topic, text, advice);
  }

  static Finding bad(String topic, String text, String advice) {
    return new Finding(Level.BAD, topic, text, advice);
  }
}
