package cairn.network.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void readsAndWritesCanonically() {
    assertThat(IpAddress.of("10.0.0.1")).hasToString("10.0.0.1");
    assertThat(IpAddress.of("2001:DB8:0:0:0:0:0:1")).hasToString("2001:db8::1");
    assertThat(IpAddress.of("::")).hasToString("::");
    assertThat(IpAddress.of("::1")).hasToString("::1");
    assertThat(IpAddress.of("fe80::")).hasToString("fe80::");
    assertThat(IpAddress.of("1:0:0:2:0:0:0:3")).hasToString("1:0:0:2::3");
    assertThat(IpAddress.of("1:0:2:3:4:5:6:7")).hasToString("1:0:2:3:4:5:6:7");
    assertThat(IpAddress.of("::ffff:192.0.2.1")).hasToString("::ffff:c000:201");
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (var text :
        new String[] {
          "",
          "1.2.3",
          "1.2.3.256",
          "01.2.3.4",
          "1.2.3.4.5",
          ":",
          ":::",
          "1::2::3",
          "12345::",
          "1:2:3:4:5:6:7",
          "1:2:3:4:5:6:7:8:9",
          "fe80::1%eth0",
          "g::",
          "1.2.3.4::",
          "localhost"
        }) {
      assertThat(IpAddress.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void knowsRanges() {
    var cidr = Cidr.of("10.1.2.3/24");
    assertThat(cidr).hasToString("10.1.2.0/24");
    assertThat(cidr.hosts()).hasToString("10.1.2.1-10.1.2.254");
    assertThat(cidr.contains(IpAddress.of("10.1.2.255"))).isTrue();
    assertThat(cidr.contains(IpAddress.of("10.1.3.0"))).isFalse();
    assertThat(cidr.overlaps(Cidr.of("10.0.0.0/8"))).isTrue();
    assertThat(cidr.overlaps(Cidr.of("10.1.3.0/24"))).isFalse();
    assertThat(Cidr.of("2001:db8::/64").hosts().first()).hasToString("2001:db8::1");
    assertThat(Cidr.of("2001:db8::/64").size()).isEqualTo(BigInteger.TWO.pow(64));
    assertThat(Cidr.of("10.0.0.0/31").hosts().size()).isEqualTo(BigInteger.TWO);
    assertThat(Cidr.parse("10.0.0.0/33")).isEmpty();
    assertThat(Cidr.parse("10.0.0.0/-1")).isEmpty();
    assertThat(Cidr.parse("10.0.0.1")).isEqualTo(Optional.of(Cidr.of("10.0.0.1/32")));
  }

  @Test
  void takesAnAddressOutOfARange() {
    var range = Cidr.of("10.0.0.0/29").hosts();
    assertThat(range.without(IpAddress.of("10.0.0.1"))).hasToString("[10.0.0.2-10.0.0.6]");
    assertThat(range.without(IpAddress.of("10.0.0.6"))).hasToString("[10.0.0.1-10.0.0.5]");
    assertThat(range.without(IpAddress.of("10.0.0.3")))
        .hasToString("[10.0.0.1-10.0.0.2, 10.0.0.4-10.0.0.6]");
    assertThat(range.without(IpAddress.of("10.0.0.7"))).containsExactly(range);
  }

  @Test
  void derivesTheAutomaticAddress() {
    var mac = MacAddress.parse("FA-16-3E-12-34-56").orElseThrow();
    assertThat(mac).hasToString("fa:16:3e:12:34:56");
    assertThat(mac.eui64(Cidr.of("2001:db8:1::/64")))
        .hasToString("2001:db8:1:0:f816:3eff:fe12:3456");
  }
}
