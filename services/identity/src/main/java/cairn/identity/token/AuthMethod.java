package cairn.identity.token;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A way of proving who one is. A token holds the methods as bits: Keystone's, where its usual
 * configuration knows the method.
 */
public enum AuthMethod {
  EXTERNAL("external", 1),
  PASSWORD("password", 2),
  TOKEN("token", 4),
  OAUTH1("oauth1", 8),
  MAPPED("mapped", 16),
  APPLICATION_CREDENTIAL("application_credential", 32),
  TOTP("totp", 64),
  EC2_CREDENTIAL("ec2credential", 128);

  private final String wireName;
  private final int bit;

  AuthMethod(String wireName, int bit) {
    this.wireName = wireName;
    this.bit = bit;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }

  /** The method of that name. */
  public static Optional<AuthMethod> named(String name) {
    return Arrays.stream(values()).filter(method -> method.wireName.equals(name)).findFirst();
  }

  /** Whether in all of them the user proves themselves who they are. */
  static boolean primary(Set<AuthMethod> methods) {
    return methods.stream()
        .allMatch(method ->
            switch (method) {
              case EXTERNAL, PASSWORD, TOKEN, MAPPED, TOTP -> true;
              case OAUTH1, APPLICATION_CREDENTIAL, EC2_CREDENTIAL -> false;
            });
  }

  static int bits(Set<AuthMethod> methods) {
    return methods.stream().mapToInt(method -> method.bit).sum();
  }

  static Set<AuthMethod> ofBits(long bits) {
    var methods = EnumSet.noneOf(AuthMethod.class);
    for (var method : values()) {
      if ((bits & method.bit) != 0) {
        methods.add(method);
      }
    }
    if (bits != bits(methods)) {
      throw new IllegalArgumentException("unknown methods " + bits);
    }
    return methods;
  }
}
