package cairn.network.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotasTest {
  @Test
  void aRegisteredLimitStandsInPlaceOfTheUsual() {
    var quotas = new Quotas();
    quotas.registeredLimits(project -> project.equals("p1") ? Map.of("port", 7) : Map.of());
    assertThat(quotas.defaults("p1"))
        .containsEntry(QuotaResource.PORT, 7)
        .containsEntry(QuotaResource.NETWORK, 100);
    assertThat(quotas.defaults("p2")).containsEntry(QuotaResource.PORT, 500);
  }
}
