package cairn.network.quota;

import java.util.Locale;
import java.util.Optional;

/** What is counted, with the reference's default limits; -1 is none. */
public enum QuotaResource {
  NETWORK(100),
  SUBNET(100),
  PORT(500),
  ROUTER(10),
  FLOATINGIP(50),
  SECURITY_GROUP(10),
  SECURITY_GROUP_RULE(100);

  private final int limitDefault;

  QuotaResource(int limitDefault) {
    this.limitDefault = limitDefault;
  }

  int limitDefault() {
    return limitDefault;
  }

  /** The name on the wire. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<QuotaResource> of(String wire) {
    for (var resource : values()) {
      if (resource.wire().equals(wire)) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }
}
