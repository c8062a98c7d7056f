package cairn.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Reads the one YAML file that configures all into records whose every part has a default. */
public final class Configuration {
  private Configuration() {}

  /**
   * Reads a YAML file into a record; an empty or missing file gives the record's defaults.
   *
   * @throws CloudException BAD_REQUEST, with the file and the key, when it does not fit
   */
  public static <T> T read(Path file, Class<T> type) {
    Object tree = Map.of();
    try {
      if (Files.exists(file)) {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        var loaded = new Load(settings).loadFromString(Files.readString(file));
        tree = loaded == null ? Map.of() : loaded;
      }
      return Json.MAPPER.convertValue(plain(tree), type);
    } catch (YamlEngineException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, file + " is not YAML: " + e.getMessage(), "", e);
    } catch (DatabindException e) {
      var message = "%s: %s: %s".formatted(file, e.getPathReference(), e.getOriginalMessage());
      throw new CloudException(CloudException.Kind.BAD_REQUEST, message, "", e);
    } catch (JacksonException e) {
      var message = "%s: %s".formatted(file, e.getOriginalMessage());
      throw new CloudException(CloudException.Kind.BAD_REQUEST, message, "", e);
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, file + " cannot be read.", e.toString(), e);
    }
  }

  private static Object plain(Object node) {
    if (node instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
      return copy;
    }
    return node;
  }
}
