package cairn.identity.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The forms of password hashes: argon2id (RFC 9106) for new ones in the PHC string format, and
 * those that Keystone wrote: bcrypt, scrypt and PBKDF2-SHA512 in passlib's notation. Pure.
 */
final class PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LENGTH = 32;

  private static final Pattern ARGON2ID =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([^$]+)\\$([^$]+)");
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$.{53}");
  private static final Pattern SCRYPT =
      Pattern.compile("\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,2}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");
  private static final Pattern PBKDF2 =
      Pattern.compile("\\$pbkdf2-sha512\\$(\\d{1,7})\\$([^$]+)\\$([^$]+)");

  private PasswordHash() {}

  static String create(byte[] password, byte[] salt) {
    var hash = argon2id(password, salt, MEMORY_KIB, PASSES, 1, LENGTH);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(MEMORY_KIB, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** Whether the hash has one of the forms above. */
  static boolean known(String hash) {
    return ARGON2ID.matcher(hash).matches()
        || BCRYPT.matcher(hash).matches()
        || SCRYPT.matcher(hash).matches()
        || PBKDF2.matcher(hash).matches();
  }

  static boolean matches(byte[] password, String hash) {
    var argon = ARGON2ID.matcher(hash);
    if (argon.matches()) {
      var wanted = decode(argon.group(5));
      return MessageDigest.isEqual(
          wanted,
          argon2id(
              password,
              decode(argon.group(4)),
              Integer.parseInt(argon.group(1)),
              Integer.parseInt(argon.group(2)),
              Integer.parseInt(argon.group(3)),
              wanted.length));
    }
    if (BCRYPT.matcher(hash).matches()) {
      // bcrypt looks at 72 bytes; Keystone cuts longer passwords there.
      var used = password.length > 72 ? java.util.Arrays.copyOf(password, 72) : password;
      return OpenBSDBCrypt.checkPassword(hash, used);
    }
    var scrypt = SCRYPT.matcher(hash);
    if (scrypt.matches()) {
      var wanted = decode(scrypt.group(5));
      return MessageDigest.isEqual(
          wanted,
          SCrypt.generate(
              password,
              decode(scrypt.group(4)),
              1 << Math.min(20, Integer.parseInt(scrypt.group(1))),
              Integer.parseInt(scrypt.group(2)),
              Integer.parseInt(scrypt.group(3)),
              wanted.length));
    }
    var pbkdf2 = PBKDF2.matcher(hash);
    if (pbkdf2.matches()) {
      var wanted = decode(pbkdf2.group(3));
      var generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
      generator.init(password, decode(pbkdf2.group(2)), Integer.parseInt(pbkdf2.group(1)));
      var key = (KeyParameter) generator.generateDerivedMacParameters(wanted.length * 8);
      return MessageDigest.isEqual(wanted, key.getKey());
    }
    return false;
  }

  private static byte[] argon2id(
      byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  /** Base64 without padding; passlib writes a dot for the plus sign in some of its forms. */
  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text.replace('.', '+'));
  }
}
