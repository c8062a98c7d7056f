package cairn.identity.token;

import cairn.common.Entropy;
import cairn.identity.wire.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of Fernet (https://github.com/fernet/spec): AES-128-CBC, then HMAC-SHA256 over version,
 * time, initialization vector and ciphertext. Immutable, so safe for many threads.
 */
final class FernetKey {
  /** What a token that is authentic holds; the time has whole seconds. */
  record Opened(Instant time, byte[] message) {}

  private static final byte VERSION = (byte) 0x80;
  private static final int HEAD = 1 + 8 + 16;
  private static final int MAC = 32;

  private final SecretKeySpec signing;
  private final SecretKeySpec encryption;
  private final String hash;

  private FernetKey(byte[] key) {
    signing = new SecretKeySpec(key, 0, 16, "HmacSHA256");
    encryption = new SecretKeySpec(key, 16, 16, "AES");
    hash = Sha256.hex(key);
  }

  /** Names the key without giving it away. */
  String hash() {
    return hash;
  }

  /** The key that a file of the repository holds; 32 bytes in URL-safe base64. */
  static FernetKey parse(String text) {
    var bytes = Base64.getUrlDecoder().decode(text.strip());
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a Fernet key has 32 bytes");
    }
    return new FernetKey(bytes);
  }

  static String generate(Entropy entropy) {
    return Base64.getUrlEncoder().encodeToString(entropy.bytes(32));
  }

  /** The token's bytes, before base64. */
  byte[] seal(Instant time, byte[] vector, byte[] message) {
    try {
      var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(vector));
      var secret = cipher.doFinal(message);
      var token = ByteBuffer.allocate(HEAD + secret.length + MAC);
      token.put(VERSION).putLong(time.getEpochSecond()).put(vector).put(secret);
      token.put(mac(token.array(), HEAD + secret.length));
      return token.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES", e);
    }
  }

  /** Opens a token's bytes; empty when another key made them or they have been changed. */
  Optional<Opened> open(byte[] token) {
    var secretLength = token.length - HEAD - MAC;
    if (secretLength < 16 || secretLength % 16 != 0 || token[0] != VERSION) {
      return Optional.empty();
    }
    var given = Arrays.copyOfRange(token, token.length - MAC, token.length);
    if (!MessageDigest.isEqual(given, mac(token, token.length - MAC))) {
      return Optional.empty();
    }
    try {
      var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, encryption, new IvParameterSpec(token, 9, 16));
      var message = cipher.doFinal(token, HEAD, secretLength);
      var seconds = ByteBuffer.wrap(token).getLong(1);
      if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
        return Optional.empty();
      }
      return Optional.of(new Opened(Instant.ofEpochSecond(seconds), message));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // the padding is wrong: somebody with the key made nonsense
    }
  }

  private byte[] mac(byte[] bytes, int length) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(signing);
      mac.update(bytes, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
    }
  }
}
