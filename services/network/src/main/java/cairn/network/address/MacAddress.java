package cairn.network.address;

import cairn.common.Entropy;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An Ethernet address: six bytes, written in lower case with colons. */
public record MacAddress(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  /** The first bytes of those that the network service makes up itself, as Neutron does. */
  private static final String PREFIX = "fa:16:3e:";

  /** Reads one, in either case, with colons or hyphens; anything else is empty. */
  public static Optional<MacAddress> parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT).replace('-', ':');
    return FORM.matcher(lower).matches() ? Optional.of(new MacAddress(lower)) : Optional.empty();
  }

  /** A new one; whether it is free the insertion of the row tells. */
  public static MacAddress random(Entropy entropy) {
    return new MacAddress(PREFIX + COLONS.formatHex(entropy.bytes(3)));
  }

  /**
   * The address that a host with this MAC gives itself in a range of 64 bits (RFC 4291, appendix A:
   * modified EUI-64).
   */
  public IpAddress eui64(Cidr prefix) {
    var mac = COLONS.parseHex(text);
    var interfaceId = new byte[8];
    interfaceId[0] = (byte) (mac[0] ^ 2);
    interfaceId[1] = mac[1];
    interfaceId[2] = mac[2];
    interfaceId[3] = (byte) 0xff;
    interfaceId[4] = (byte) 0xfe;
    interfaceId[5] = mac[3];
    interfaceId[6] = mac[4];
    interfaceId[7] = mac[5];
    return new IpAddress(6, prefix.first().number().or(new BigInteger(1, interfaceId)));
  }

  @Override
  public String toString() {
    return text;
  }
}
