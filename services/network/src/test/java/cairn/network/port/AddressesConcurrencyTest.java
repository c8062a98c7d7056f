package cairn.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.network.NetworkFixture;
import cairn.network.wire.Sight;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AddressesConcurrencyTest {
  private static NetworkFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new NetworkFixture();
    fixture.unlimited();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void givesEachAddressOfASmallPoolOnceAndThenSaysItIsExhausted() throws Exception {
    var network = fixture.network("small");
    fixture.subnet(network.id(), "10.9.0.0/26", false);
    var addresses = new ArrayList<String>();
    var refused = 0;
    for (var outcome : together(90, () -> fixture.port(network.id()))) {
      switch (outcome) {
        case Port port -> addresses.add(port.fixedIps().getFirst().address());
        case CloudException error -> {
          assertThat(error.type()).isEqualTo("IpAddressGenerationFailure");
          refused++;
        }
        default -> throw new AssertionError(outcome);
      }
    }
    assertThat(addresses).hasSize(61).doesNotHaveDuplicates();
    assertThat(refused).isEqualTo(29);
  }

  @Test
  void staysQuickInAHugePool() {
    var network = fixture.network("huge");
    fixture.subnet(network.id(), "10.0.0.0/8", false);
    var seen = new HashSet<String>();
    var statements =
        Database.statementsOf(() -> {
          for (var i = 0; i < 300; i++) {
            seen.add(fixture.port(network.id()).fixedIps().getFirst().address());
          }
        });
    assertThat(seen).hasSize(300);
    assertThat(statements / 300).isLessThanOrEqualTo(12);
  }

  @Test
  void findsTheLastGapOfAFullPool() {
    var network = fixture.network("gap");
    fixture.subnet(network.id(), "10.8.0.0/22", false);
    var ports =
        fixture
            .database()
            .inTransaction(tx -> {
              var all = new ArrayList<Port>();
              for (var i = 0; i < 1021; i++) {
                all.add(fixture.port(tx, network.id()));
              }
              return all;
            });
    assertThatThrownBy(() -> fixture.port(network.id()))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("No more IP addresses available on network " + network.id());
    var gone = ports.get(700);
    fixture.database().run(tx -> fixture.module().ports().delete(tx, gone.id()));
    assertThat(fixture.port(network.id()).fixedIps()).isEqualTo(gone.fixedIps());
  }

  @Test
  void givesACertainAddressToOneAlone() throws Exception {
    var network = fixture.network("certain");
    fixture.subnet(network.id(), "10.7.0.0/24", false);
    var outcomes =
        together(
            12,
            () ->
                fixture
                    .database()
                    .inTransaction(tx ->
                        fixture
                            .module()
                            .ports()
                            .create(
                                tx,
                                Sight.ALL,
                                NewPort.on(network.id(), NetworkFixture.PROJECT)
                                    .fixedIp("10.7.0.77"))));
    assertThat(outcomes).filteredOn(Port.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(CloudException.class::isInstance)
        .extracting(error -> ((CloudException) error).type())
        .hasSize(11)
        .containsOnly("IpAddressAlreadyAllocated");
  }

  private static List<Object> together(int times, Callable<Port> work) throws Exception {
    var futures = new ArrayList<Future<Object>>();
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (var i = 0; i < times; i++) {
        futures.add(
            threads.submit(() -> {
              try {
                return work.call();
              } catch (CloudException e) {
                return e;
              }
            }));
      }
    }
    var outcomes = new ArrayList<Object>();
    for (var future : futures) {
      outcomes.add(future.get());
    }
    return outcomes;
  }
}
