package cairn.sql;

import cairn.common.CloudException;

/**
 * PostgreSQL refused a statement because of a constraint. A store translates those that its callers
 * can cause, by the constraint's name, into the noun's own error. The transaction can only be
 * rolled back after it, unless the statement ran within {@link Transaction#nested}.
 */
public final class ConstraintViolation extends CloudException {
  private static final long serialVersionUID = 1L;

  /** The kinds of constraint. */
  public enum Type {
    UNIQUE,
    FOREIGN_KEY,
    CHECK,
    NOT_NULL,
    EXCLUSION
  }

  private final Type violated;
  private final String constraint;

  ConstraintViolation(Type violated, String constraint, Throwable cause) {
    super(
        switch (violated) {
          case UNIQUE, FOREIGN_KEY, EXCLUSION -> Kind.CONFLICT;
          case CHECK, NOT_NULL -> Kind.INTERNAL;
        },
        "The request conflicts with the current state.",
        "constraint " + constraint,
        cause);
    this.violated = violated;
    this.constraint = constraint;
  }

  /** What kind of constraint it was. */
  public Type violated() {
    return violated;
  }

  /** The constraint's name in the schema; for NOT NULL the column's. */
  public String constraint() {
    return constraint;
  }

  /** Whether it was this constraint. */
  public boolean is(String name) {
    return constraint.equals(name);
  }
}
