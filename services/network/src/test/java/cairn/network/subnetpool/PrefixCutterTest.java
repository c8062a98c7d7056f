package cairn.network.subnetpool;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.network.address.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixCutterTest {
  private static List<Cidr> ranges(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }

  @Test
  void cutsTheLowestFreeRange() {
    assertThat(PrefixCutter.firstFree(ranges("10.0.0.0/16"), ranges(), 24))
        .contains(Cidr.of("10.0.0.0/24"));
    assertThat(
            PrefixCutter.firstFree(
                ranges("10.0.0.0/16"), ranges("10.0.0.64/26", "10.0.1.0/24"), 24))
        .contains(Cidr.of("10.0.2.0/24"));
    assertThat(PrefixCutter.firstFree(ranges("10.0.0.0/16"), ranges("10.0.0.64/26"), 26))
        .contains(Cidr.of("10.0.0.0/26"));
    assertThat(
            PrefixCutter.firstFree(ranges("10.1.0.0/24", "10.0.0.0/24"), ranges("10.0.0.0/24"), 25))
        .contains(Cidr.of("10.1.0.0/25"));
    assertThat(PrefixCutter.firstFree(ranges("fd00::/48"), ranges("fd00::/64"), 64))
        .contains(Cidr.of("fd00:0:0:1::/64"));
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(PrefixCutter.firstFree(ranges("10.0.0.0/24"), ranges("10.0.0.128/32"), 24))
        .isEmpty();
    assertThat(PrefixCutter.firstFree(ranges("10.0.0.0/24"), ranges(), 16)).isEmpty();
    assertThat(PrefixCutter.firstFree(ranges("255.255.255.0/24"), ranges("255.255.255.0/24"), 24))
        .isEmpty();
  }

  @Test
  void joinsWhatLiesSideBySide() {
    assertThat(PrefixCutter.compact(ranges("10.0.1.0/24", "10.0.0.0/24", "10.0.0.7/32")))
        .isEqualTo(ranges("10.0.0.0/23"));
    assertThat(PrefixCutter.compact(ranges("10.0.1.0/24", "10.0.2.0/24")))
        .isEqualTo(ranges("10.0.1.0/24", "10.0.2.0/24"));
    assertThat(
            PrefixCutter.compact(
                ranges("10.0.0.0/26", "10.0.0.64/26", "10.0.0.128/25", "10.0.1.0/24")))
        .isEqualTo(ranges("10.0.0.0/23"));
  }
}
