package cairn.identity.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDumpTest {
  @TempDir Path folder;

  private SqlDump read(String text) throws IOException {
    var file = Files.writeString(folder.resolve("dump.sql"), text);
    return SqlDump.read(file, Set.of("user", "role"));
  }

  @Test
  void mysqlEscapesWithBackslashes() throws IOException {
    var dump =
        read(
            """
            /*!40101 SET NAMES utf8mb4 */;
            CREATE TABLE `user` (
              `id` varchar(64) NOT NULL DEFAULT 'a,b',
              `extra` text DEFAULT NULL,
              PRIMARY KEY (`id`),
              KEY `by` (`extra`(10))
            ) ENGINE=InnoDB;
            INSERT INTO `other` VALUES (1,'; INSERT INTO `user` VALUES (1,2)');
            INSERT INTO `user` VALUES ('1','it\\'s \\\\ \\"x\\"\\n; (,)'),('2',NULL),
            ('3',_binary '{}');
            """);
    assertThat(dump.rows("user")).hasSize(3);
    assertThat(dump.rows("user").getFirst().text("extra")).isEqualTo("it's \\ \"x\"\n; (,)");
    assertThat(dump.rows("user").get(1).optional("extra")).isEmpty();
    assertThat(dump.rows("user").getLast().text("extra")).isEqualTo("{}");
  }

  @Test
  void sqliteDoublesItsQuotes() throws IOException {
    var dump =
        read(
            """
            PRAGMA foreign_keys=OFF;
            BEGIN TRANSACTION;
            CREATE TABLE user (
              id VARCHAR(64) NOT NULL, enabled BOOLEAN, CHECK (enabled IN (0, 1)), PRIMARY KEY (id));
            INSERT INTO user VALUES('it''s \\',1);
            INSERT INTO user VALUES(X'4142',NULL);
            COMMIT;
            """);
    assertThat(dump.rows("user").getFirst().text("id")).isEqualTo("it's \\");
    assertThat(dump.rows("user").getFirst().truth("enabled")).isTrue();
    assertThat(dump.rows("user").getLast().text("id")).isEqualTo("AB");
  }

  @Test
  void postgresqlNamesSchemaAndColumns() throws IOException {
    var dump =
        read(
            """
            -- PostgreSQL database dump
            CREATE TABLE public."user" (
                id character varying(64) NOT NULL,
                enabled boolean
            );
            INSERT INTO public."user" (enabled, id) VALUES (true, 'x');
            INSERT INTO public.role VALUES ('r');
            CREATE TABLE public.role (id text);
            """
                .replace("INSERT INTO public.role VALUES ('r');\n", ""));
    assertThat(dump.rows("user").getFirst().text("id")).isEqualTo("x");
    assertThat(dump.rows("user").getFirst().truth("enabled")).isTrue();
    assertThat(dump.has("role")).isTrue();
  }

  @Test
  void dumpThatIsCutShortIsRefused() {
    assertThatThrownBy(() -> read("CREATE TABLE user (id text);\nINSERT INTO user VALUES ('a'"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("CREATE TABLE user (id text);\nINSERT INTO user VALUES ('a"))
        .isInstanceOf(IOException.class);
  }
}
