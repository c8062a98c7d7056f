package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataDocumentsTest {
  private static final String EC2 =
      """
      {"ami-id": "ami-1", "hostname": "web", "ami-launch-index": 0,
       "placement": {"availability-zone": "nova"},
       "public-keys": {"0": {"_name": "0=mine", "openssh-key": "ssh-ed25519 AAAA"}},
       "security-groups": ["default", "web"]}\
      """;

  private static String get(String path) {
    var files = new HashMap<String, byte[]>();
    Map.of(
            "ec2/latest/meta-data.json", EC2,
            "openstack/latest/meta_data.json", "{\"uuid\": \"u\"}",
            "openstack/latest/user_data", "#!/bin/sh",
            "openstack/latest/network_data.json", "{}",
            "openstack/content/0000", "motd")
        .forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new MetadataDocuments(files)
        .at(MetadataDocuments.parts(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("404");
  }

  @Test
  void listsVersions() {
    assertThat(get("/")).startsWith("1.0\n").contains("\n2009-04-04\n").endsWith("\nlatest");
    assertThat(get("/openstack")).contains("2013-10-17").endsWith("\nlatest");
    assertThat(get("/latest/")).isEqualTo("meta-data/\nuser-data");
  }

  @Test
  void answersAsEc2() {
    assertThat(get("/2009-04-04/meta-data/"))
        .isEqualTo("ami-id\nami-launch-index\nhostname\nplacement/\npublic-keys/\nsecurity-groups");
    assertThat(get("/latest/meta-data/public-keys/")).isEqualTo("0=mine");
    assertThat(get("/latest/meta-data/public-keys/0")).isEqualTo("openssh-key");
    assertThat(get("//latest//meta-data/public-keys/0/openssh-key")).isEqualTo("ssh-ed25519 AAAA");
    assertThat(get("/latest/meta-data/placement/availability-zone?x=1")).isEqualTo("nova");
    assertThat(get("/latest/meta-data/ami-launch-index")).isEqualTo("0");
    assertThat(get("/latest/meta-data/security-groups")).isEqualTo("default\nweb");
    assertThat(get("/latest/user-data")).isEqualTo("#!/bin/sh");
    assertThat(get("/latest/meta-data/nothing")).isEqualTo("404");
    assertThat(get("/1999-01-01/meta-data/")).isEqualTo("404");
  }

  @Test
  void answersAsOpenStack() {
    assertThat(get("/openstack/latest/"))
        .isEqualTo("meta_data.json\nnetwork_data.json\npassword\nuser_data");
    assertThat(get("/openstack/2018-08-27/meta_data.json")).isEqualTo("{\"uuid\": \"u\"}");
    assertThat(get("/openstack/latest/user_data")).isEqualTo("#!/bin/sh");
    assertThat(get("/openstack/latest/vendor_data.json")).isEqualTo("404");
    assertThat(get("/openstack/content/0000")).isEqualTo("motd");
    assertThat(get("/openstack/1999-01-01/meta_data.json")).isEqualTo("404");
    assertThat(get("/openstack/latest/../../etc/passwd")).isEqualTo("404");
  }

  @Test
  void knowsWherePasswordsGo() {
    assertThat(
            MetadataDocuments.isPassword(MetadataDocuments.parts("/openstack/2013-10-17/password")))
        .isTrue();
    assertThat(MetadataDocuments.isPassword(MetadataDocuments.parts("/openstack/password")))
        .isFalse();
  }
}
