package cairn.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Whether what tenants were told is true. */
final class Checks {
  private Checks() {}

  /** In a list is nothing that is another tenant's. */
  static void nothingOfOthers(Tenant tenant, Kind kind, Api.Answer answer) {
    if (!answer.good()) {
      return;
    }
    for (var item : answer.body().path(kind.plural())) {
      var owner = item.path(kind.owner()).asString("");
      var forAll =
          item.path("router:external").asBoolean(false)
              || item.path("visibility").asString("").equals("public");
      if (!owner.equals(tenant.projectId()) && !forAll) {
        throw new AssertionError("%s saw what is another's: %s".formatted(tenant.name(), item));
      }
    }
  }

  /** What is not as the tenant was told. */
  static List<String> promises(Tenant tenant, List<Tenant> others) {
    var broken = new ArrayList<String>();
    for (var kind : Kind.values()) {
      var list = tenant.api().get(kind.list());
      nothingOfOthers(tenant, kind, list);
      if (!list.good()) {
        broken.add("no list of %s: %s".formatted(kind.plural(), list.text()));
        continue;
      }
      var names = new HashSet<String>();
      list.body().path(kind.plural()).forEach(item -> names.add(name(kind, item)));
      tenant.things().stream()
          .filter(thing -> thing.kind() == kind)
          .forEach(thing -> broken.addAll(promise(tenant, thing, names, others)));
      if (kind == Kind.SERVER) {
        broken.addAll(strangers(tenant, list.body()));
      }
    }
    return broken;
  }

  private static String name(Kind kind, JsonNode item) {
    return item.path(kind == Kind.FLOATING_IP ? "description" : "name").asString("");
  }

  private static List<String> promise(
      Tenant tenant, Thing thing, Set<String> names, List<Tenant> others) {
    if (thing.id().isEmpty()) {
      return thing.fate() == Thing.Fate.PRESENT && !names.contains(thing.name())
          ? List.of("was promised and is not there: " + thing)
          : List.of();
    }
    var broken = new ArrayList<String>();
    var answer = tenant.api().get(thing.kind().path(thing));
    if (thing.fate() == Thing.Fate.GONE && answer.status() != 404) {
      broken.add("was deleted and is there: %s: %s".formatted(thing, answer.text()));
    }
    if (thing.fate() == Thing.Fate.PRESENT && answer.status() != 200) {
      broken.add("was promised and is not there: %s: %s".formatted(thing, answer.text()));
    }
    if (answer.status() == 200) {
      broken.addAll(values(thing, answer));
      for (var other : others) {
        var seen = other.api().get(thing.kind().path(thing));
        if (seen.status() != 404) {
          broken.add("%s may see %s: %s".formatted(other.name(), thing, seen.text()));
        }
      }
    }
    return broken;
  }

  private static List<String> values(Thing thing, Api.Answer answer) {
    var broken = new ArrayList<String>();
    var item = thing.kind() == Kind.IMAGE ? answer.body() : answer.body().path(thing.kind().word());
    thing
        .values()
        .forEach((attribute, allowed) -> {
          var is =
              switch (attribute) {
                case "mark" -> item.path("metadata").path("mark").asString("");
                case "device" -> "";
                default -> item.path(attribute).asString("");
              };
          if (!attribute.equals("device") && !allowed.contains(is)) {
            broken.add(
                "%s of %s is '%s' and was said to be one of %s"
                    .formatted(attribute, thing, is, allowed));
          }
        });
    return broken;
  }

  /** Servers that nobody asked for, or that have a name that was taken by one that is gone. */
  private static List<String> strangers(Tenant tenant, JsonNode list) {
    var known =
        tenant.things().stream()
            .filter(thing -> thing.kind() == Kind.SERVER && thing.fate() != Thing.Fate.GONE)
            .map(Thing::name)
            .collect(Collectors.toSet());
    var broken = new ArrayList<String>();
    for (var item : list.path("servers")) {
      var name = item.path("name").asString("");
      if (!known.contains(name) && !known.contains(name + "-1")) {
        broken.add("%s has a server that it never asked for: %s".formatted(tenant.name(), name));
      }
    }
    return broken;
  }
}
