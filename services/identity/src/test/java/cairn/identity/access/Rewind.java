package cairn.identity.access;

import cairn.sql.Database;
import java.util.List;

/**
 * Brings the rows back to what they were, after each request that changed some: triggers note which
 * tables were touched, and those alone are filled anew from copies. Used by one thread.
 */
final class Rewind {
  private static final String TABLES =
      """
      SELECT tablename FROM pg_tables
       WHERE schemaname = 'public' AND tablename NOT IN ('change', 'schema_migration')
       ORDER BY tablename\
      """;

  private final Database database;

  /** To the rows as they are now. */
  Rewind(Database database) {
    this.database = database;
    database.run(tx -> {
      tx.sql("CREATE SCHEMA kept").update();
      tx.sql("CREATE TABLE kept.touched (name text PRIMARY KEY)").update();
      tx.sql(
              """
              CREATE FUNCTION kept.touch() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                INSERT INTO kept.touched VALUES (TG_TABLE_NAME) ON CONFLICT DO NOTHING;
                RETURN NULL;
              END $$\
              """)
          .update();
      for (var table : tx.sql(TABLES).list(row -> row.text("tablename"))) {
        tx.sql("CREATE TABLE kept.%s AS SELECT * FROM public.%s".formatted(table, table)).update();
        tx.sql(
                """
                CREATE TRIGGER kept_touch AFTER INSERT OR UPDATE OR DELETE ON public.%s
                FOR EACH STATEMENT EXECUTE FUNCTION kept.touch()\
                """
                    .formatted(table))
            .update();
      }
    });
  }

  /** Whether anything had changed. */
  boolean undo() {
    List<String> touched =
        database.read(tx -> tx.sql("SELECT name FROM kept.touched").list(row -> row.text("name")));
    if (touched.isEmpty()) {
      return false;
    }
    database.run(tx -> {
      // Neither foreign keys nor the triggers look while the rows are on their way back.
      tx.sql("SET LOCAL session_replication_role = replica").update();
      for (var table : touched) {
        tx.sql("DELETE FROM public." + table).update();
        tx.sql(
                "INSERT INTO public.%s OVERRIDING SYSTEM VALUE SELECT * FROM kept.%s"
                    .formatted(table, table))
            .update();
      }
      tx.sql("DELETE FROM kept.touched").update();
    });
    return true;
  }
}
