package cairn.app;

import cairn.common.Configuration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator says about rules.
 *
 * @param file an oslo.policy file in YAML or JSON, rule to check; read again when it changes
 * @param enforceScope whether a token must have one of the scopes that its rule is meant for
 * @param fixed checks that stand in place of the defaults where there is no file
 */
public record PolicySettings(Optional<Path> file, boolean enforceScope, Map<String, String> fixed) {
  public PolicySettings {
    fixed = Map.copyOf(fixed);
  }

  /** Those checks and no file. */
  public static PolicySettings of(Map<String, String> fixed) {
    return new PolicySettings(Optional.empty(), true, fixed);
  }

  static PolicySettings of(UpOptions.Plan plan) {
    var said = plan.settings().policy();
    return new PolicySettings(
        said.flatMap(Settings.Policies::file).map(path -> plan.data().root().resolve(path)),
        said.flatMap(Settings.Policies::enforceScope).orElse(true),
        Map.of());
  }

  /** The checks that stand in place of the defaults, as the file has them now. */
  Map<String, String> overrides() {
    var overrides = new LinkedHashMap<>(fixed);
    file.map(path -> Configuration.read(path, Map.class))
        .ifPresent(read -> {
          for (var entry : ((Map<?, ?>) read).entrySet()) {
            overrides.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
          }
        });
    return overrides;
  }
}
