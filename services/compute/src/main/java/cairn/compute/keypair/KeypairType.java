package cairn.compute.keypair;

import java.util.Locale;

/** What kind of key it is. */
public enum KeypairType {
  SSH,
  X509;

  /** Its name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static KeypairType of(String wire) {
    return wire.equals("x509") ? X509 : SSH;
  }
}
