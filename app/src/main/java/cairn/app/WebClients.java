package cairn.app;

import cairn.common.CloudException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP clients, and whom they trust to name a server. */
final class WebClients {
  private WebClients() {}

  /**
   * A client that trusts the authorities of that file, or those that Java does.
   *
   * @param authorities certificates in PEM, as {@code OS_CACERT} names them
   * @throws CloudException BAD_REQUEST when that is no such file
   */
  static HttpClient.Builder trusting(Optional<Path> authorities) {
    var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    authorities.ifPresent(file -> builder.sslContext(context(file)));
    return builder;
  }

  private static SSLContext context(Path file) {
    try (var certificates = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
        store.setCertificateEntry("authority " + store.size(), one);
      }
      if (store.size() == 0) {
        throw unreadable(file, new IOException("there is no certificate in it"));
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static CloudException unreadable(Path file, Exception cause) {
    return new CloudException(
        CloudException.Kind.BAD_REQUEST,
        "%s is no file of certificates (PEM).".formatted(file),
        String.valueOf(cause.getMessage()),
        cause);
  }
}
