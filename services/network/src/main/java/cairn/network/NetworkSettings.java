package cairn.network;

/**
 * What an operator may choose.
 *
 * @param zone the availability zone's name
 * @param mtuMax of networks that are tunnelled between hosts, in bytes: the underlay's less 58 that
 *     Geneve takes
 */
public record NetworkSettings(String zone, int mtuMax) {
  /** For an underlay of 1500 bytes. */
  public static final NetworkSettings DEFAULTS = new NetworkSettings("nova", 1442);
}
