package cairn.compute.keypair;

import cairn.compute.wire.ComputeErrors;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** X.509 certificates, by which Windows guests know their users. */
final class Certificates {
  private static final Duration VALID = Duration.ofDays(3650);

  private Certificates() {}

  /**
   * The SHA-1 fingerprint of a certificate in PEM form.
   *
   * @throws cairn.common.CloudException BAD_REQUEST when it is none
   */
  static String fingerprint(String pem) {
    try {
      var bytes = pem.getBytes(StandardCharsets.UTF_8);
      var certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
      return Fingerprints.hex("SHA-1", certificate.getEncoded());
    } catch (CertificateException _) {
      throw ComputeErrors.badRequest(
          "Keypair data is invalid: failed to generate X509 fingerprint");
    }
  }

  /** A certificate for that key, signed by itself, for logging in as a client. */
  static String selfSigned(KeyPair pair, String subject, BigInteger serial, Instant now) {
    var name = new X500Name("CN=" + subject);
    var builder =
        new JcaX509v3CertificateBuilder(
            name, serial, Date.from(now), Date.from(now.plus(VALID)), name, pair.getPublic());
    try {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
      return Pem.of("CERTIFICATE", builder.build(signer).getEncoded());
    } catch (CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
