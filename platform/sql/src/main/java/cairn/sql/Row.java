package cairn.sql;

import cairn.common.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of a result, valid within the mapper that it is given to. A column that is NULL is an
 * {@link IllegalStateException} unless it is asked for as optional.
 */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  private interface Getter<T> {
    @Nullable T get(ResultSet result) throws SQLException;
  }

  private <T> Optional<T> optional(Getter<T> getter) {
    try {
      var value = getter.get(result);
      return value == null || result.wasNull() ? Optional.empty() : Optional.of(value);
    } catch (SQLException e) {
      throw SqlErrors.translate(e, "");
    }
  }

  private static <T> T present(Optional<T> value, String column) {
    return value.orElseThrow(() -> new IllegalStateException("column " + column + " is NULL"));
  }

  public UUID uuid(String column) {
    return present(optionalUuid(column), column);
  }

  public Optional<UUID> optionalUuid(String column) {
    return optional(r -> r.getObject(column, UUID.class));
  }

  /** Any type that has a text form: inet, cidr, macaddr too. */
  public String text(String column) {
    return present(optionalText(column), column);
  }

  public Optional<String> optionalText(String column) {
    return optional(r -> r.getString(column));
  }

  public int integer(String column) {
    return present(optionalInteger(column), column);
  }

  public Optional<Integer> optionalInteger(String column) {
    return optional(r -> r.getInt(column));
  }

  public long longInteger(String column) {
    return present(optionalLong(column), column);
  }

  public Optional<Long> optionalLong(String column) {
    return optional(r -> r.getLong(column));
  }

  public double decimal(String column) {
    return present(optional(r -> r.getDouble(column)), column);
  }

  public boolean bool(String column) {
    return present(optionalBool(column), column);
  }

  public Optional<Boolean> optionalBool(String column) {
    return optional(r -> r.getBoolean(column));
  }

  public Instant instant(String column) {
    return present(optionalInstant(column), column);
  }

  public Optional<Instant> optionalInstant(String column) {
    return optional(r -> r.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }

  public byte[] bytes(String column) {
    return present(optionalBytes(column), column);
  }

  public Optional<byte[]> optionalBytes(String column) {
    return optional(r -> r.getBytes(column));
  }

  public JsonNode json(String column) {
    return Json.parse(text(column));
  }

  public Optional<JsonNode> optionalJson(String column) {
    return optionalText(column).map(Json::parse);
  }

  /** The constant of that name, in either case of letters. */
  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
  }

  /** The constant of that name, in either case of letters. */
  public <E extends Enum<E>> Optional<E> optionalConstant(String column, Class<E> type) {
    return optionalText(column).map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
  }

  /** An array of any type in its elements' text form; NULL is an empty list. */
  public List<String> texts(String column) {
    return array(column).stream().map(String::valueOf).toList();
  }

  /** An array of uuid; NULL is an empty list. */
  public List<UUID> uuids(String column) {
    return array(column).stream().map(item -> UUID.fromString(String.valueOf(item))).toList();
  }

  private List<?> array(String column) {
    return optional(r -> r.getArray(column))
        .map(array -> {
          try {
            return Arrays.asList((Object[]) array.getArray());
          } catch (SQLException e) {
            throw SqlErrors.translate(e, "");
          }
        })
        .orElse(List.of());
  }
}
