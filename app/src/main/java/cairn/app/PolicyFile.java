package cairn.app;

import cairn.common.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's own policy: an oslo.policy file in YAML (or JSON), rule to check. */
final class PolicyFile {
  private PolicyFile() {}

  /** The checks that stand in place of the defaults; none where no file is configured. */
  static Map<String, String> overrides(UpOptions.Plan plan) {
    var file = plan.settings().policy().flatMap(Settings.Policies::file);
    var overrides = new LinkedHashMap<String, String>();
    file.map(path -> Configuration.read(plan.data().root().resolve(path), Map.class))
        .ifPresent(read -> {
          for (var entry : ((Map<?, ?>) read).entrySet()) {
            overrides.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
          }
        });
    return overrides;
  }
}
