package cairn.identity.token;

import cairn.common.Entropy;
import cairn.common.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Keystone's two folders of keys for signed tokens: {@code private/private.pem} signs, each PEM
 * file in {@code public} verifies. To rotate, put the new public key into all servers' folders,
 * then the new private key into its place, and take the old public key away when its tokens have
 * ended. Thread-safe.
 */
public final class SigningKeys {
  private final Path folder;
  private volatile PrivateKey privateKey;
  private volatile List<PublicKey> publicKeys;

  /** Opens the folder, and makes a first pair where there is none. */
  public SigningKeys(Path folder, Entropy entropy) {
    this.folder = folder;
    try {
      if (!Files.exists(privateFile())) {
        create(entropy);
      }
      privateKey = readPrivate();
      publicKeys = readPublic();
    } catch (IOException e) {
      throw new UncheckedIOException("the token keys in " + folder + " cannot be read", e);
    }
  }

  /** Reads the folders again, after somebody changed them. */
  public synchronized void reload() throws IOException {
    publicKeys = readPublic();
    privateKey = readPrivate();
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  List<PublicKey> publicKeys() {
    return publicKeys;
  }

  private void create(Entropy entropy) throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random(entropy));
      var pair = generator.generateKeyPair();
      Secrets.write(
          folder.resolve("public").resolve("public.pem"),
          pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      Secrets.write(privateFile(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }

  private static SecureRandom random(Entropy entropy) {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(entropy.bytes(bytes.length), 0, bytes, 0, bytes.length);
      }
    };
  }

  private Path privateFile() {
    return folder.resolve("private").resolve("private.pem");
  }

  private PrivateKey readPrivate() throws IOException {
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(decode(Files.readString(privateFile()))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(privateFile() + " is no private key of PKCS 8 in PEM", e);
    }
  }

  private List<PublicKey> readPublic() throws IOException {
    var keys = new ArrayList<PublicKey>();
    try (var files = Files.newDirectoryStream(folder.resolve("public"), "*.pem")) {
      for (var file : files) {
        keys.add(
            KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(decode(Files.readString(file)))));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("a file in %s is no public key in PEM".formatted(folder), e);
    }
    return List.copyOf(keys);
  }

  private static byte[] decode(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static String pem(String kind, byte[] bytes) {
    var lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }
}
