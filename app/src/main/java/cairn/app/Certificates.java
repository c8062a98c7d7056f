package cairn.app;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Secrets;
import cairn.common.Time;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * TLS for any address but the loopback: the operator's certificate, or one that the cloud's own CA
 * signs ({@code secrets/ca.crt} in the data folder is what clients then trust). X.509 after RFC
 * 5280.
 */
final class Certificates {
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(825);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Path folder;
  private final Time time;

  Certificates(Path folder, Time time) {
    this.folder = folder;
    this.time = time;
  }

  /** The CA's certificate, for clients to trust. */
  Path caFile() {
    return folder.resolve("ca.crt");
  }

  /**
   * The server's side of TLS for that address.
   *
   * @throws CloudException BAD_REQUEST when the given files are no certificate and key
   */
  SSLContext context(Optional<Settings.Tls> given, InetAddress address) {
    try {
      if (given.isPresent()) {
        return context(certificates(given.get().certificate()), privateKey(given.get().key()));
      }
      var certificate = folder.resolve("server.crt");
      var key = folder.resolve("server.key");
      if (!usable(certificate, address)) {
        issue(certificate, key, address);
      }
      return context(certificates(certificate), privateKey(key));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "TLS cannot be set up for %s: %s".formatted(address.getHostAddress(), e.getMessage()),
          "",
          e);
    }
  }

  private boolean usable(Path certificate, InetAddress address)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(certificate)) {
      return false;
    }
    var known = certificates(certificate).getFirst();
    var names = Optional.ofNullable(known.getSubjectAlternativeNames());
    return known.getNotAfter().toInstant().isAfter(time.now().plus(RENEW_BEFORE))
        && names.isPresent()
        && names.get().stream().anyMatch(name -> name.contains(address.getHostAddress()));
  }

  private void issue(Path certificate, Path key, InetAddress address)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var caKey = folder.resolve("ca.key");
    if (!Files.exists(caFile())) {
      var pair = newPair();
      var ca = sign(pair, pair.getPrivate(), true, List.of(), CA_LIFE);
      Secrets.write(caKey, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
      Files.writeString(caFile(), pem(ca));
    }
    var pair = newPair();
    var names =
        List.of(
            new GeneralName(GeneralName.iPAddress, address.getHostAddress()),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, InetAddress.getLocalHost().getHostName()));
    var signed = sign(pair, privateKey(caKey), false, names, SERVER_LIFE);
    Secrets.write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
    Files.writeString(certificate, pem(signed) + Files.readString(caFile()));
  }

  private X509Certificate sign(
      KeyPair subject, PrivateKey signer, boolean authority, List<GeneralName> names, Duration life)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var issuer = new X500Name("CN=Cairn CA");
    var now = time.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(1, Entropy.system().bytes(16)),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(life)),
            authority ? issuer : new X500Name("CN=Cairn"),
            subject.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
    X509CertificateHolder holder =
        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer));
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SSLContext context(List<X509Certificate> chain, PrivateKey key)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var password = new char[0];
    store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var chain = new ArrayList<X509Certificate>();
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      for (var part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(file + " holds no certificate");
    }
    return chain;
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      var converter = new JcaPEMKeyConverter();
      return switch (parser.readObject()) {
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case PrivateKeyInfo info -> converter.getPrivateKey(info);
        case null, default -> throw new GeneralSecurityException(file + " holds no private key");
      };
    }
  }

  private static String pem(Object part) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    }
    return text.toString();
  }
}
