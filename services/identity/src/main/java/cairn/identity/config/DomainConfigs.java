package cairn.identity.config;

import cairn.common.CloudException;
import cairn.common.Json;
import cairn.identity.token.SealedValues;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Decides about what domains set for themselves. Safe for many threads. */
public final class DomainConfigs {
  /** What has changed in the change feed; the key is the domain's id. */
  public static final String TOPIC = "identity-domain-config";

  private final Database database;
  private final DomainConfigStore store;
  private volatile Runnable watcher = () -> {};

  public DomainConfigs(Database database, SealedValues sealed) {
    this.database = database;
    this.store = new DomainConfigStore(sealed);
  }

  /** Seals the secrets again with the present key. */
  public void sealAgain() {
    database.run(store::sealAgain);
  }

  /**
   * All that is set, secrets too and put in place of {@code %(password)s}; for the program only.
   */
  public ObjectNode withSecrets(String domainId) {
    var options = database.read(tx -> store.list(tx, domainId, Optional.empty(), Optional.empty()));
    var all = tree(options);
    for (var secret : options) {
      if (secret.sensitive()) {
        var text = secret.value().asString("");
        var group = (ObjectNode) all.path(secret.group());
        for (var option : List.copyOf(group.properties())) {
          if (option.getValue().isString()) {
            var value = option.getValue().stringValue();
            group.put(option.getKey(), value.replace("%(" + secret.name() + ")s", text));
          }
        }
      }
    }
    return all;
  }

  /** The defaults of a group's options. */
  public static ObjectNode defaults(String group) {
    return KnownOptions.defaults().getOrDefault(group, Json.object());
  }

  /** Has something done after each change that this server makes. */
  public void watch(Runnable work) {
    watcher = work;
  }

  /** The domains whose users come by that driver, {@code ldap}. */
  public List<String> ofDriver(String driver) {
    return database.read(tx -> store.ofDriver(tx, driver));
  }

  /** What is set in a group, or in all; or one option alone. */
  ObjectNode find(String domainId, Optional<String> group, Optional<String> option) {
    checkNames(group, option);
    var found =
        database.read(tx -> store.list(tx, domainId, group, option)).stream()
            .filter(each -> !each.sensitive())
            .toList();
    if (found.isEmpty()) {
      throw missing(domainId, group, option);
    }
    return option.isPresent() ? alone(found.getFirst()) : tree(found);
  }

  /** All that is set and no secret. */
  ObjectNode shown(String domainId) {
    return tree(
        database.read(tx -> store.list(tx, domainId, Optional.empty(), Optional.empty())).stream()
            .filter(each -> !each.sensitive())
            .toList());
  }

  /** Replaces all; whether anything was there before. */
  boolean replace(String domainId, JsonNode config) {
    var options = read(config);
    return database.inTransaction(tx -> {
      var before = store.list(tx, domainId, Optional.empty(), Optional.empty());
      store.delete(tx, domainId, Optional.empty(), Optional.empty());
      store.put(tx, domainId, options);
      changed(tx, domainId);
      return !before.isEmpty();
    });
  }

  /** Changes some; a group or option that is named must be there and be the only one given. */
  void update(String domainId, JsonNode config, Optional<String> group, Optional<String> option) {
    var given = group.isPresent() && option.isPresent() ? within(group.get(), config) : config;
    var options = read(given);
    checkNames(group, option);
    group.ifPresent(name -> checkOnly(given, name, option));
    database.run(tx -> {
      if (group.isPresent()) {
        requirePresent(tx, domainId, group, option);
      }
      store.put(tx, domainId, options);
      changed(tx, domainId);
    });
  }

  void delete(String domainId, Optional<String> group, Optional<String> option) {
    checkNames(group, option);
    database.run(tx -> {
      if (group.isPresent()) {
        requirePresent(tx, domainId, group, option);
      }
      store.delete(tx, domainId, group, option);
      changed(tx, domainId);
    });
  }

  /** The defaults of a group, of all, or of one option alone. */
  static ObjectNode defaults(Optional<String> group, Optional<String> option) {
    checkNames(group, option);
    if (option.isPresent()) {
      var value =
          KnownOptions.defaultOf(group.orElse(""), option.get())
              .orElseThrow(() ->
                  invalid(
                      "Reading the default for option %s in group %s is not supported"
                          .formatted(option.get(), group.orElse(""))));
      return Json.object().set(option.get(), value);
    }
    var all = Json.object();
    KnownOptions.defaults()
        .forEach((name, options) -> {
          if (group.filter(wanted -> !wanted.equals(name)).isEmpty()) {
            all.set(name, options);
          }
        });
    return all;
  }

  private void changed(Transaction tx, String domainId) {
    tx.changed(TOPIC, domainId);
    tx.afterCommit(watcher);
  }

  static CloudException invalid(String reason) {
    return Refusals.forbidden("Invalid domain specific configuration: %s.".formatted(reason));
  }

  private void requirePresent(
      Transaction tx, String domainId, Optional<String> group, Optional<String> option) {
    if (store.list(tx, domainId, group, option).isEmpty()) {
      throw missing(domainId, group, option);
    }
  }

  private static ObjectNode within(String group, JsonNode config) {
    return Json.object().set(group, config);
  }

  private static List<DomainOption> read(JsonNode config) {
    if (!config.isObject() || config.isEmpty()) {
      throw invalid("No options specified");
    }
    var options = new ArrayList<DomainOption>();
    for (var group : config.properties()) {
      if (!group.getValue().isObject() || group.getValue().isEmpty()) {
        throw invalid(
            "The value of group %s specified in the config should be a dictionary of options"
                .formatted(group.getKey()));
      }
      for (var option : group.getValue().properties()) {
        checkNames(Optional.of(group.getKey()), Optional.of(option.getKey()));
        options.add(
            new DomainOption(
                group.getKey(),
                option.getKey(),
                option.getValue(),
                KnownOptions.isSensitive(group.getKey(), option.getKey())));
      }
    }
    return options;
  }

  private static void checkNames(Optional<String> group, Optional<String> option) {
    if (group.filter(name -> !KnownOptions.isGroup(name)).isPresent()) {
      throw invalid(
          "Group %s is not supported for domain specific configurations".formatted(group.get()));
    }
    if (option.filter(name -> !KnownOptions.isOption(group.orElse(""), name)).isPresent()) {
      throw invalid(
          "Option %s in group %s is not supported for domain specific configurations"
              .formatted(option.get(), group.orElse("")));
    }
  }

  private static void checkOnly(JsonNode config, String group, Optional<String> option) {
    var named = config.path(group);
    if (config.size() != 1 || (option.isPresent() && named.size() > 1)) {
      throw invalid(
          option
              .map(name ->
                  "Trying to update option %s in group %s, so that, and only that, option must be specified  in the config"
                      .formatted(name, group))
              .orElse(
                  "Trying to update group %s, so that, and only that, group must be specified in the config"
                      .formatted(group)));
    }
    if (!config.has(group)) {
      throw invalid(
          "request to update group %s, but config provided contains group %s instead"
              .formatted(group, config.propertyNames().iterator().next()));
    }
    if (option.filter(name -> !named.has(name)).isPresent()) {
      throw invalid(
          "Trying to update option %s in group %s, but config provided contains option %s instead"
              .formatted(option.get(), group, named.propertyNames().iterator().next()));
    }
  }

  private static CloudException missing(
      String domainId, Optional<String> group, Optional<String> option) {
    var what =
        option
            .map(name -> "option %s in group %s".formatted(name, group.orElse("")))
            .or(() -> group.map(name -> "group " + name))
            .orElse("any options");
    return new CloudException(
        CloudException.Kind.NOT_FOUND,
        "Could not find %s in domain configuration for domain %s.".formatted(what, domainId));
  }

  private static ObjectNode alone(DomainOption option) {
    return Json.object().set(option.name(), option.value());
  }

  private static ObjectNode tree(List<DomainOption> options) {
    var tree = Json.object();
    for (var option : options) {
      tree.withObjectProperty(option.group()).set(option.name(), option.value());
    }
    return tree;
  }
}
