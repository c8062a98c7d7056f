package cairn.identity.limit;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.identity.IdentityModule;
import cairn.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitTableStoreTest {
  @Test
  void theSmallerNumberOfARegionAndAllCounts() {
    try (var database = TestDatabase.create(IdentityModule.MIGRATIONS)) {
      var table =
          database
              .database()
              .inTransaction(tx -> {
                tx.sql(
                        """
                        INSERT INTO catalog_service (id, type, enabled, extra)
                        VALUES ('nova', 'compute', true, '{}')\
                        """)
                    .update();
                tx.sql(
                        """
                        INSERT INTO catalog_region (id, description, extra)
                        VALUES ('here', '', '{}')\
                        """)
                    .update();
                tx.sql(
                        """
                        INSERT INTO project
                          (id, name, is_domain, enabled, description, tags, options, extra)
                        VALUES ('acme', 'acme', true, true, '', '{}', '{}', '{}')\
                        """)
                    .update();
                tx.sql(
                        """
                        INSERT INTO registered_limit
                          (id, service_id, region_id, resource_name, default_limit)
                        VALUES ('1', 'nova', NULL, 'servers', 10),
                               ('2', 'nova', 'here', 'servers', 7),
                               ('3', 'nova', NULL, 'cores', -1),
                               ('4', 'nova', 'here', 'cores', 20)\
                        """)
                    .update();
                tx.sql(
                        """
                        INSERT INTO resource_limit
                          (id, registered_limit_id, project_id, resource_limit)
                        VALUES ('5', '1', 'acme', 30), ('6', '2', 'acme', -1)\
                        """)
                    .update();
                return new LimitTableStore().read(tx);
              });
      assertThat(table.defaults("compute")).isEqualTo(Map.of("servers", 7, "cores", 20));
      assertThat(table.ofProject("compute", "acme")).isEqualTo(Map.of("servers", 30, "cores", 20));
    }
  }
}
