package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.util.PSQLException;

/**
 * What PostgreSQL's error codes mean for a caller. The codes:
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
final class SqlErrors {
  static final String BUSY = "The database is busy. Try again.";

  private SqlErrors() {}

  static CloudException translate(SQLException error, String sql) {
    var state = state(error);
    var detail = sql.isEmpty() ? state : "SQL state %s in: %s".formatted(state, sql.strip());
    return switch (state) {
      case "23505" -> violation(ConstraintViolation.Type.UNIQUE, error);
      case "23503", "23001" -> violation(ConstraintViolation.Type.FOREIGN_KEY, error);
      case "23514" -> violation(ConstraintViolation.Type.CHECK, error);
      case "23502" -> violation(ConstraintViolation.Type.NOT_NULL, error);
      case "23P01" -> violation(ConstraintViolation.Type.EXCLUSION, error);
      case "40001", "40P01", "26000" -> new SqlFailure(BUSY, detail, error);
      case "57014", "55P03", "25P03", "25P04" ->
          new CloudException(Kind.UNAVAILABLE, BUSY, "took too long; " + detail, error);
      case "22021", "22P05", "22001", "22003", "22008" ->
          new CloudException(Kind.BAD_REQUEST, "A value in the request is invalid.", detail, error);
      default -> byClass(error, state, detail);
    };
  }

  private static CloudException byClass(SQLException error, String state, String detail) {
    if (state.equals("0A000") && String.valueOf(error.getMessage()).contains("cached plan")) {
      return new SqlFailure(BUSY, detail, error); // a migration changed a result's columns
    }
    if (lost(error)) {
      return new SqlFailure("The database cannot be reached.", detail, error);
    }
    if (state.startsWith("53")) {
      return new CloudException(
          Kind.UNAVAILABLE, "The database has run out of resources.", detail, error);
    }
    return new CloudException(Kind.INTERNAL, "The database refused a statement.", detail, error);
  }

  /** Whether the connection is gone, and with it any transaction that was not being committed. */
  static boolean lost(SQLException error) {
    var state = state(error);
    return state.startsWith("08") || state.startsWith("57P") || state.equals("25P04");
  }

  private static CloudException violation(ConstraintViolation.Type type, SQLException error) {
    return new ConstraintViolation(type, constraint(error), error);
  }

  private static String constraint(SQLException error) {
    var message = error instanceof PSQLException e ? e.getServerErrorMessage() : null;
    if (message == null) {
      return "";
    }
    var name = message.getConstraint();
    return name == null ? Objects.requireNonNullElse(message.getColumn(), "") : name;
  }

  private static String state(SQLException error) {
    return Objects.requireNonNullElse(error.getSQLState(), "");
  }
}
