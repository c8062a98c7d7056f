package cairn.app;

import cairn.common.CloudException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * SSH to servers by their floating IPs, with the key pair that `try` made.
 *
 * @param namespace where floating IPs are reachable
 */
record Login(DataFolder data, String namespace) {
  /** The login name of the project's own guest image. */
  static final String USER = "cairn";

  /** The private key; {@code .pub} beside it is the public one. */
  Path key() {
    return data.keys().resolve("ssh-key");
  }

  /** Makes the key pair when there is none, and gives the public key. */
  String publicKey() throws IOException, InterruptedException {
    if (!Files.exists(key())) {
      var made =
          new ProcessBuilder(
                  "ssh-keygen",
                  "-q",
                  "-t",
                  "ed25519",
                  "-N",
                  "",
                  "-C",
                  "cairn",
                  "-f",
                  key().toString())
              .inheritIO()
              .start()
              .waitFor();
      if (made != 0) {
        throw new CloudException(CloudException.Kind.UNAVAILABLE, "ssh-keygen failed.");
      }
    }
    return Files.readString(data.keys().resolve("ssh-key.pub")).strip();
  }

  /** The whole command line for a login at that address. */
  List<String> command(String user, String address, List<String> remote) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            "ssh",
            "-i",
            key().toString(),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            // A floating IP has many hosts in its life, so its key is not remembered.
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "ConnectTimeout=10",
            user + "@" + address));
    command.addAll(remote);
    return NamespaceProcess.inside(namespace, command);
  }

  /** The first floating IP of a server as the compute API shows it. */
  static String floatingIp(JsonNode server) {
    return server
        .path("addresses")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .filter(address -> address.path("OS-EXT-IPS:type").asString("").equals("floating"))
        .map(address -> address.path("addr").asString())
        .findFirst()
        .orElseThrow(() ->
            new CloudException(
                CloudException.Kind.NOT_FOUND,
                "The server %s has no floating IP. Give it one with: openstack server add floating ip"
                    .formatted(server.path("name").asString(""))));
  }
}
