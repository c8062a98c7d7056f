package cairn.identity.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** OpenLDAP's server with a folder of its own, on a free port of the loopback; with StartTLS. */
final class RealSlapd implements AutoCloseable {
  static final String SUFFIX = "dc=campus,dc=example";
  static final String ADMIN = "cn=admin," + SUFFIX;
  static final String ADMIN_PASSWORD = "of the directory";

  private final Process process;
  private final int port;

  private RealSlapd(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RealSlapd start(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("data"));
    run(
        folder,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -keyout key.pem -out certificate.pem -subj /CN=localhost"
            + " -addext subjectAltName=IP:127.0.0.1");
    Files.writeString(
        folder.resolve("slapd.conf"),
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %1$s/slapd.pid
        TLSCertificateFile %1$s/certificate.pem
        TLSCertificateKeyFile %1$s/key.pem
        sizelimit size.soft=3 size.hard=3 size.pr=3 size.prtotal=unlimited
        database mdb
        suffix "%2$s"
        rootdn "%3$s"
        rootpw "%4$s"
        directory %1$s/data
        access to attrs=userPassword by anonymous auth by * none
        access to * by dn.exact="cn=reader,%2$s" read by * auth
        """
            .formatted(folder, SUFFIX, ADMIN, ADMIN_PASSWORD));
    var port = freePort();
    var process =
        new ProcessBuilder(
                "/usr/sbin/slapd",
                "-d0",
                "-h",
                "ldap://127.0.0.1:" + port,
                "-f",
                folder.resolve("slapd.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapd.log").toFile())
            .start();
    var server = new RealSlapd(process, port);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreException(LDAPException.class)
        .until(() -> {
          server.connect().close();
          return true;
        });
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(Path folder, String command) throws Exception {
    var process =
        new ProcessBuilder(command.split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("run.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("run.log")));
    }
  }

  private LDAPConnection connect() throws LDAPException {
    return new LDAPConnection("127.0.0.1", port, ADMIN, ADMIN_PASSWORD);
  }

  /** Adds entries, or changes some, as an LDIF text says. */
  void apply(String ldif) throws Exception {
    try (var connection = connect();
        var reader =
            new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
      for (var record = reader.readChangeRecord(true);
          record != null;
          record = reader.readChangeRecord(true)) {
        record.processChange(connection);
      }
    }
  }

  String url() {
    return "ldap://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
