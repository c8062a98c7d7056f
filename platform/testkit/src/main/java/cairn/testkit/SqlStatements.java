package cairn.testkit;

import cairn.common.CloudException;
import cairn.sql.Database;
import cairn.sql.Listing;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prepares every statement of the program on a migrated database: a misspelt column is found by the
 * build, not by the first caller. Statements are the {@code static final String} and {@link
 * Listing} fields of the classes named {@code *Store}.
 */
public final class SqlStatements {
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE)\\b.*", Pattern.DOTALL);

  private SqlStatements() {}

  /**
   * Prepares those of all stores below that package on the class path.
   *
   * @return how many there were
   * @throws AssertionError that names each statement PostgreSQL refuses
   */
  public static int check(Database database, String packagePrefix) {
    var failures = new ArrayList<String>();
    var count = 0;
    for (var type : ClassPath.find(packagePrefix, "Store")) {
      for (var statement : statements(type)) {
        count++;
        try {
          database.check(statement.text());
        } catch (CloudException e) {
          var cause = e.getCause() == null ? e : e.getCause();
          failures.add(
              "%s: %s%n%s".formatted(statement.name(), cause.getMessage(), statement.text()));
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), failures));
    }
    return count;
  }

  private record Statement(String name, String text) {}

  private static List<Statement> statements(Class<?> type) {
    var statements = new ArrayList<Statement>();
    for (var field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) || !Modifier.isFinal(field.getModifiers())) {
        continue;
      }
      var name = type.getSimpleName() + "." + field.getName();
      try {
        if (field.getType() == String.class) {
          field.setAccessible(true);
          var text = String.valueOf(field.get(null));
          if (STATEMENT.matcher(text).matches()) {
            statements.add(new Statement(name, text));
          }
        } else if (field.getType() == Listing.class) {
          field.setAccessible(true);
          if (field.get(null) instanceof Listing listing) {
            listing.samples().forEach(text -> statements.add(new Statement(name, text)));
          }
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return statements;
  }
}
