package cairn.sql;

import cairn.common.Id;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** How Java's values become PostgreSQL's. */
final class Parameters {
  private Parameters() {}

  static void set(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case Optional<?> optional -> {
        if (optional.isPresent()) {
          set(statement, index, optional.get());
        } else {
          statement.setNull(index, Types.NULL);
        }
      }
      case String text -> statement.setString(index, text);
      case UUID uuid -> statement.setObject(index, uuid);
      case Id id -> statement.setObject(index, id.value());
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Boolean truth -> statement.setBoolean(index, truth);
      case Double number -> statement.setDouble(index, number);
      case BigDecimal number -> statement.setBigDecimal(index, number);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case JsonNode json -> statement.setObject(index, json.toString(), Types.OTHER);
      case Collection<?> items -> array(statement, index, items);
      default -> throw new IllegalArgumentException("cannot bind a " + value.getClass().getName());
    }
  }

  private static void array(PreparedStatement statement, int index, Collection<?> items)
      throws SQLException {
    if (items.isEmpty()) {
      // Without an element nobody knows the type; let the server take it from the context.
      statement.setObject(index, "{}", Types.OTHER);
      return;
    }
    var elements = items.stream().map(Parameters::element).toArray();
    var type =
        switch (elements[0]) {
          case UUID _ -> "uuid";
          case Integer _ -> "int4";
          case Long _ -> "int8";
          case Boolean _ -> "bool";
          default -> "text";
        };
    statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
  }

  private static Object element(Object item) {
    return switch (item) {
      case Id id -> id.value();
      case Enum<?> constant -> constant.name();
      case Instant instant -> instant.toString();
      case UUID _, String _, Integer _, Long _, Boolean _ -> item;
      default ->
          throw new IllegalArgumentException("cannot bind a list of " + item.getClass().getName());
    };
  }
}
