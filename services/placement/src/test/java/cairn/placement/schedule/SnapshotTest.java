package cairn.placement.schedule;

import static cairn.placement.schedule.Hosts.id;
import static cairn.placement.schedule.Hosts.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
  @Test
  void growsBlockByBlock() {
    var snapshot = Snapshot.of(List.of());
    for (var i = 0; i < 130; i++) {
      snapshot = snapshot.with(node(i));
    }
    assertThat(snapshot.size()).isEqualTo(130);
    assertThat(snapshot.blocks).hasSize(3);
    assertThat(snapshot.host(id(129))).contains(node(129));
  }

  @Test
  void aChangeLeavesTheOlderSnapshotAsItWas() {
    var before = Snapshot.of(IntStream.range(0, 100).mapToObj(Hosts::node).toList());
    var after = before.with(node(7, 1)).without(id(8));
    assertThat(before.host(id(7))).contains(node(7));
    assertThat(after.host(id(7))).contains(node(7, 1));
    assertThat(after.size()).isEqualTo(99);
    assertThat(before.host(id(8))).isPresent();
    assertThat(after.host(id(8))).isEmpty();
  }

  @Test
  void withoutAnUnknownHostIsTheSame() {
    var snapshot = Snapshot.of(List.of(node(1)));
    assertThat(snapshot.without(id(2))).isSameAs(snapshot);
  }
}
