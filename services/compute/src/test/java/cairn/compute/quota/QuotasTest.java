package cairn.compute.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.testkit.TestDatabase;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private static final Usage ONE = new Usage(1, 1, 64);

  private static TestDatabase postgres;
  private static Quotas quotas;

  @BeforeAll
  static void open() {
    postgres = TestDatabase.create("compute");
    quotas = new Quotas(postgres.database());
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  /** So many that most of them charge beside each other, and the last ones one after the other. */
  @Test
  void chargesExactlyTheLimitWhoeverComesAtOnce() throws Exception {
    var limits = Map.of(Resource.INSTANCES, 1100L, Resource.CORES, -1L, Resource.RAM, -1L);
    charge("p1", new Usage(900, 900, 900), limits);
    // No more at once than there are connections: who waits too long for one is refused otherwise.
    var refused = 0;
    Callable<Boolean> one = () -> granted("p1", limits);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var charge : threads.invokeAll(Collections.nCopies(250, one))) {
        refused += charge.get() ? 0 : 1;
      }
    }
    assertThat(usage("p1").instances()).isEqualTo(1100);
    assertThat(refused).isEqualTo(50);
  }

  @Test
  void countsWithoutALimitToo() {
    charge("p2", ONE, Map.of());
    charge("p2", ONE, Map.of());
    postgres.database().run(tx -> quotas.refund(tx, "p2", ONE));
    assertThat(usage("p2")).isEqualTo(ONE);
  }

  @Test
  void saysWhatWasAskedAndUsed() {
    var limits = Map.of(Resource.INSTANCES, 2L);
    charge("p3", ONE, limits);
    assertThatThrownBy(() -> charge("p3", ONE.times(2), limits))
        .hasMessage("Quota exceeded for instances: Requested 2, but already used 1 of 2 instances");
    assertThat(usage("p3")).isEqualTo(ONE);
  }

  private static boolean granted(String project, Map<Resource, Long> limits) {
    try {
      charge(project, ONE, limits);
      return true;
    } catch (CloudException e) {
      assertThat(e.kind()).isEqualTo(CloudException.Kind.OVER_QUOTA);
      return false;
    }
  }

  private static void charge(String project, Usage more, Map<Resource, Long> limits) {
    postgres.database().run(tx -> quotas.charge(tx, project, more, limits));
  }

  private static Usage usage(String project) {
    return postgres.database().read(tx -> quotas.usage(tx, project));
  }

  /** Which number counts: a project's own, one registered in identity, the usual one. */
  @Test
  void aRegisteredLimitStandsInPlaceOfTheUsual() {
    quotas.registeredLimits(
        project -> project.equals("p5") ? Map.of("servers", 3, "class:VCPU", 4) : Map.of());
    quotas.set("p5", Map.of(Resource.CORES, 8L), true);
    assertThat(quotas.standing("p5").limits())
        .containsEntry(Resource.INSTANCES, 3L)
        .containsEntry(Resource.CORES, 8L)
        .containsEntry(Resource.RAM, 51200L);
    assertThat(quotas.standing("p6").limits()).containsEntry(Resource.INSTANCES, 10L);
  }
}
