package cairn.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.identity.wire.Body;
import cairn.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users store, in the database and through rotations of its keys. */
class CredentialsTest {
  @TempDir static Path folder;
  private static TestDatabase database;
  private static IdentityModule module;
  private static String adminId = "";

  @BeforeAll
  static void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    module = module();
    module.start("secret");
    adminId = text("SELECT id FROM user_account WHERE name = 'admin'");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static IdentityModule module() {
    return new IdentityModule(
        database.database(),
        Time.system(),
        Entropy.system(),
        IdentitySettings.of(folder.resolve("keys")),
        List.of());
  }

  private static String text(String sql) {
    return database.database().read(tx -> tx.sql(sql).one(row -> row.text("id")));
  }

  private static Credential stored(String id) {
    var credential =
        new Credential(id, adminId, Optional.empty(), "cert", "the blob of " + id, Body.none());
    module.credentials().create(credential);
    return credential;
  }

  @Test
  void theDatabaseDoesNotKnowThem() {
    stored("sealed");
    assertThat(text("SELECT sealed AS id FROM credential WHERE id = 'sealed'"))
        .doesNotContain("blob");
    assertThat(module.credentials().find("sealed").map(Credential::blob))
        .contains("the blob of sealed");
  }

  @Test
  void theyOutliveTheKeysThatSealedThem() throws Exception {
    stored("rotated");
    var before = text("SELECT key_hash AS id FROM credential WHERE id = 'rotated'");
    for (var rotation = 0; rotation < 4; rotation++) {
      module.credentialKeys().rotate();
      assertThat(module.credentials().migrate()).isPositive();
      assertThat(module.credentials().migrate()).isZero();
    }
    assertThat(text("SELECT key_hash AS id FROM credential WHERE id = 'rotated'"))
        .isNotEqualTo(before);
    assertThat(module.credentials().find("rotated").map(Credential::blob))
        .contains("the blob of rotated");
  }

  @Test
  void anotherServerFollowsTheRotations() throws Exception {
    var other = module();
    stored("followed");
    for (var rotation = 0; rotation < 3; rotation++) {
      module.credentialKeys().rotate();
      module.credentials().migrate();
    }
    assertThat(other.credentials().find("followed").map(Credential::blob))
        .contains("the blob of followed");
  }
}
